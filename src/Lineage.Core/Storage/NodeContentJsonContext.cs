using System.Text.Json.Serialization;
using Lineage.Core.Consistency;
using Lineage.Core.Datasets;
using Lineage.Core.FeatureSets;
using Lineage.Core.Governance;
using Lineage.Core.Models;
using Lineage.Core.Runs;

namespace Lineage.Core.Storage;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Project))]
[JsonSerializable(typeof(Source))]
[JsonSerializable(typeof(FeatureSet))]
[JsonSerializable(typeof(FeatureSetVersion))]
[JsonSerializable(typeof(Dataset))]
[JsonSerializable(typeof(DatasetVersion))]
[JsonSerializable(typeof(Split))]
[JsonSerializable(typeof(Model))]
[JsonSerializable(typeof(ModelVersion))]
[JsonSerializable(typeof(Experiment))]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(Certificate))]
internal sealed partial class NodeContentJsonContext : JsonSerializerContext;
