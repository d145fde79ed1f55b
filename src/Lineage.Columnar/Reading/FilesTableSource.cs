using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace Lineage.Columnar.Reading;

/// <summary>
/// Several files as one table: their rows one after the other, their parts as parts of the table. Opening it looks at the schema of every file; after that files are opened when their parts
/// are read, and at most eight stay open without being read. Errors name the file.
/// </summary>
public sealed class FilesTableSource : IPooledSource, IWatchedSource
{
    private readonly Member[] _members;
    private readonly int[] _memberOfPart;
    private readonly FilesOptions _options;
    private readonly OpenTableFiles _open;
    private readonly string[] _names;
    private readonly Partitions _partitions;

    private FilesTableSource(IReadOnlyList<TableFile> files, Member[] members, Schema schema, Partitions partitions, FilesOptions options, OpenTableFiles open)
    {
        _partitions = partitions;
        _members = members;
        _memberOfPart = [.. members.SelectMany((member, i) => Enumerable.Repeat(i, member.Parts))];
        _options = options;
        _open = open;
        _names = [.. schema.FieldsList.Select(field => field.Name)];
        Files = files;
        Schema = schema;
        Description = files.Count == 1 ? files[0].Name : $"{files[0].Name} and {files.Count - 1} more";
        DeclaredRows = members.Aggregate((long?)0, (rows, member) => rows + member.Rows);
        Bytes = members.Sum(member => member.Length);
    }

    /// <summary>Its files in order.</summary>
    public IReadOnlyList<TableFile> Files { get; }

    /// <summary>The bytes of all files.</summary>
    public long Bytes { get; }

    /// <summary>The name of its only file, or of its first with the number of others.</summary>
    public string Description { get; }

    /// <summary>The format of its first file; others may have another.</summary>
    public TableFormat Format => _members[0].Format;

    /// <summary>The schema of its first file, then columns that only later files have, then partitions; every column is nullable that is in any file, or is missing in one.</summary>
    public Schema Schema { get; }

    /// <inheritdoc/>
    public long? DeclaredRows { get; }

    /// <summary>The parts of all files.</summary>
    public int Parts => _memberOfPart.Length;

    /// <summary>Opens a table of files.</summary>
    /// <param name="files">At least one.</param>
    /// <param name="options">How they are made one table; <see cref="FilesOptions.Strict"/> where null.</param>
    /// <param name="ct">Stops the opening.</param>
    /// <exception cref="TableFormatException">A file is no readable table, or its schema does not go with that of the first: the error names file, column and both types.</exception>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    public static async Task<FilesTableSource> OpenAsync(IReadOnlyList<TableFile> files, FilesOptions? options = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(files.Count);
        options ??= FilesOptions.Strict;
        var partitions = options.HasPartitions ? Partitions.Of(files) : Partitions.None;
        var open = new OpenTableFiles();
        try
        {
            var members = new Member[files.Count];
            for (var i = 0; i < members.Length; i++)
            {
                var file = await OpenTableFile.OpenAsync(files[i], options, ct).ConfigureAwait(false);
                members[i] = new(files[i], file.Source.Format, file.Source.Schema, i == 0 ? 0 : members[i - 1].End, file.Source.Parts, file.Source.DeclaredRows, file.Bytes.Length, file.LastWritten);
                await open.ReturnAsync(file).ConfigureAwait(false);
            }

            var schema = SchemaUnion.Of([.. members.Select(member => (member.File.Name, member.Schema))], options.MayAddColumns, partitions.Fields);
            return new(files, members, schema, partitions, options, open);
        }
        catch
        {
            await open.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var part = 0; part < Parts; part++)
        {
            await foreach (var batch in ReadMemberAsync(part, columns, null, ct).ConfigureAwait(false))
            {
                yield return batch;
            }
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordBatch> ReadPartAsync(int part, IReadOnlyList<string>? columns = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)part, (uint)Parts, nameof(part));
        return ReadMemberAsync(part, columns, null, ct);
    }

    /// <inheritdoc/>
    IAsyncEnumerable<RecordBatch> IPooledSource.ReadPartPooledAsync(int part, IReadOnlyList<string>? columns, BatchPool? pool, CancellationToken ct) =>
        ReadMemberAsync(part, columns, pool, ct);

    /// <inheritdoc/>
    void IWatchedSource.RequireUnchanged(int part)
    {
        var member = _members[_memberOfPart[part]];
        var file = new FileInfo(member.File.Path);
        if (!file.Exists || file.Length != member.Length || file.LastWriteTimeUtc != member.LastWritten.UtcDateTime)
        {
            throw new TableFormatException(TableFormatError.Corrupt, member.File.Name, "was changed while it was read");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _open.DisposeAsync();

    /// <summary>The first part of a file.</summary>
    internal int FirstPartOf(int file) => _members[file].FirstPart;

    /// <summary>How many bytes a file has, and when it was last written.</summary>
    internal (long Length, DateTimeOffset LastWritten) SizeAndTimeOf(int file) => (_members[file].Length, _members[file].LastWritten);

    /// <summary>The file of a part, by number.</summary>
    internal int FileOf(int part) => _memberOfPart[part];

    /// <summary>A file, open until it is given back by <see cref="ReturnAsync"/>.</summary>
    /// <exception cref="TableFormatException">It is no longer the table that it was when this one was opened.</exception>
    internal ValueTask<OpenTableFile> TakeAsync(int file, CancellationToken ct) => _open.TakeAsync(Files[file], (_, token) => ReopenAsync(_members[file], token), ct);

    internal ValueTask ReturnAsync(OpenTableFile file) => _open.ReturnAsync(file);

    private async Task<OpenTableFile> ReopenAsync(Member member, CancellationToken ct)
    {
        var file = await OpenTableFile.OpenAsync(member.File, _options, ct).ConfigureAwait(false);
        try
        {
            SchemaRules.CheckSame(member.Schema, file.Source.Schema, member.File.Name, null);
            return file.Source.Parts == member.Parts && file.Source.DeclaredRows == member.Rows && file.Bytes.Length == member.Length
                ? file
                : throw new TableFormatException(TableFormatError.Corrupt, member.File.Name, "was changed while the table was being read");
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async IAsyncEnumerable<RecordBatch> ReadMemberAsync(int part, IReadOnlyList<string>? columns, BatchPool? pool, [EnumeratorCancellation] CancellationToken ct)
    {
        var number = _memberOfPart[part];
        var file = await TakeAsync(number, ct).ConfigureAwait(false);
        try
        {
            var inner = part - _members[number].FirstPart;
            _ = columns is null ? null : Projection.Of(Schema, columns, Description);
            var given = new MemberColumns(Schema, _members[number].Schema, columns ?? _names, _partitions, number);
            var batches = file.Source is IPooledSource pooled
                ? pooled.ReadPartPooledAsync(inner, given.FromFile, pool, ct)
                : file.Source.ReadPartAsync(inner, given.FromFile, ct);
            await foreach (var batch in batches.ConfigureAwait(false))
            {
                yield return given.IsWhole ? batch : given.Complete(batch);
            }
        }
        finally
        {
            await ReturnAsync(file).ConfigureAwait(false);
        }
    }

    private sealed record Member(TableFile File, TableFormat Format, Schema Schema, int FirstPart, int Parts, long? Rows, long Length, DateTimeOffset LastWritten)
    {
        public int End => FirstPart + Parts;
    }
}
