using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.PointInTime;

namespace Lineage.Core.Training;

/// <summary>Tells the progress of one piece of work under the name of its stage.</summary>
internal sealed class Stage : IProgress<ReadProgress>, IProgress<BuildProgress>
{
    private readonly IProgress<AuditProgress> _progress;
    private readonly string _name;

    private Stage(IProgress<AuditProgress> progress, string name) => (_progress, _name) = (progress, name);

    /// <summary>Null where nobody listens.</summary>
    public static Stage? Of(IProgress<AuditProgress>? progress, string name) => progress is null ? null : new(progress, name);

    public void Report(ReadProgress value) => _progress.Report(new(_name, value.Rows));

    public void Report(BuildProgress value) => _progress.Report(new(value.Stage, value.Rows));
}
