using System.Security.Cryptography;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// The sums that a fingerprint is made of. Those of disjoint sets of rows add up to those of all rows, wherever they were computed, and what was added can be taken away. Its size does not depend on
/// the number of rows. Not for several threads at once.
/// </summary>
public sealed class FingerprintState : IHashedRowSink
{
    private readonly StateColumn[] _columns;
    private readonly byte[] _schema;
    private RowSet _rows;
    private CutOffSums? _cutOffs;
    private RowChain _chain;

    /// <param name="columns">In the UTF-8 order of their names.</param>
    internal FingerprintState(StateColumn[] columns, FingerprintOptions options)
    {
        CheckOptions(columns, options);
        _columns = columns;
        _schema = SchemaOf(columns);
        _rows = new(options);
        _cutOffs = options.CutOffs.Count == 0 ? null : new(options);
        _chain = RowChain.Empty;
        Options = options;
    }

    /// <summary>What kind of fingerprint it makes.</summary>
    public FingerprintOptions Options { get; }

    /// <summary>The rows it has seen.</summary>
    public long Rows => _rows.Rows;

    internal ReadOnlySpan<StateColumn> Columns => _columns;

    /// <summary>Whether the states of parts may be made apart and added: not those of ordered SHA-256, which is a chain.</summary>
    public static bool CanAdd(FingerprintOptions options) => options is not { Algorithm: FingerprintAlgorithm.Sha256, Order: RowOrder.Ordered };

    /// <summary>Reads what <see cref="ToBytes"/> writes.</summary>
    /// <exception cref="InvalidDataException">The bytes are no state, or are damaged.</exception>
    public static FingerprintState FromBytes(ReadOnlySpan<byte> bytes) => FingerprintStateFormat.Read(bytes);

    /// <summary>Adds the rows of another state. Ordered, they come after its own.</summary>
    /// <exception cref="ArgumentException">It is of another schema or of other options.</exception>
    /// <exception cref="InvalidOperationException">The fingerprint is ordered SHA-256: a chain, to which rows can only be appended.</exception>
    public void Add(FingerprintState other)
    {
        CheckSame(other);
        if (!CanAdd(Options))
        {
            throw new InvalidOperationException("An ordered SHA-256 fingerprint is a chain: it cannot be merged. Append the rows in their order instead.");
        }

        _chain = _chain.Concatenate(other._chain, other.Rows);
        _rows.Add(other._rows);
        _cutOffs?.Add(other._cutOffs!);
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Add(other._columns[i]);
        }
    }

    /// <summary>Takes away rows that were added. Whether they were is found out only where what is left would be impossible: fewer than no rows, in all or in a bucket, or sums that so many rows cannot have; then nothing has changed.</summary>
    /// <exception cref="ArgumentException">It is of another schema or of other options.</exception>
    /// <exception cref="InvalidOperationException">The other rows are no part of these, or rows are in order.</exception>
    public void Subtract(FingerprintState other)
    {
        CheckSame(other);
        if (Options.Order == RowOrder.Ordered)
        {
            throw new InvalidOperationException("Rows in order cannot be taken away.");
        }

        var (rows, cutOffs) = (_rows.Without(other._rows), _cutOffs?.Without(other._cutOffs!));
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].RequirePart(other._columns[i], rows.Rows);
        }

        (_rows, _cutOffs) = (rows, cutOffs);
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Subtract(other._columns[i]);
        }
    }

    /// <summary>The state as bytes, for <see cref="FromBytes"/>; decision 7 says which.</summary>
    public byte[] ToBytes() => FingerprintStateFormat.Write(this);

    /// <summary>The fingerprint of the rows so far; more may follow.</summary>
    public TableFingerprint Finish() => Fingerprint(_rows) with
    {
        Columns = [.. _columns.Select(column => column.Finish(Rows))],
        CutOffs = _cutOffs is null ? [] : [.. _cutOffs.Visible().Select((rows, i) => new CutOffFingerprint(Options.CutOffs[i], Fingerprint(rows)))],
    };

    void IHashedRowSink.Add(in HashedRows rows)
    {
        if (Options.Order == RowOrder.Ordered)
        {
            _chain = Options.Algorithm == FingerprintAlgorithm.Fast ? _chain.Append(rows.A, rows.B) : _chain.Append(rows.Digests);
        }

        _cutOffs?.Add(rows);
        _rows.Add(rows);
    }

    internal void WriteSums(BinaryWriter writer)
    {
        Span<byte> sum = stackalloc byte[ColumnSum.Size];
        foreach (var column in _columns)
        {
            column.Cells.Sum.Write(sum);
            writer.Write(column.Nulls);
            writer.Write(sum);
        }

        _chain.Write(writer);
        _rows.Write(writer);
        _cutOffs?.Write(writer);
    }

    internal void ReadSums(BinaryReader reader)
    {
        Span<byte> sum = stackalloc byte[ColumnSum.Size];
        foreach (var column in _columns)
        {
            column.Nulls = reader.ReadInt64();
            reader.BaseStream.ReadExactly(sum);
            column.Cells.Sum = ColumnSum.Read(sum);
        }

        _chain = RowChain.Read(reader);
        _rows.Read(reader);
        _cutOffs?.Read(reader);
        foreach (var column in _columns)
        {
            if (column.Nulls < 0 || column.Nulls > Rows || !PairSum.CanBe(column.Cells.Sum.A, Rows))
            {
                throw new InvalidDataException("The fingerprint state has sums that so many rows cannot have.");
            }
        }
    }

    internal bool HasSchema(StateColumn[] columns) => SchemaOf(columns).AsSpan().SequenceEqual(_schema);

    private static byte[] SchemaOf(StateColumn[] columns) => SHA256.HashData([.. columns.SelectMany(column => column.Text.ToArray())]);

    private static void CheckOptions(StateColumn[] columns, FingerprintOptions options)
    {
        string?[] named = [options.EventTimeColumn, options.KnownAtColumn, .. options.EntityKeys];
        var names = columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        if (named.FirstOrDefault(name => name is not null && !names.Contains(name)) is { } missing)
        {
            throw new ArgumentException($"There is no column '{missing}' to make buckets or cut-offs by.", nameof(options));
        }

        if (options.EntityKeys.Distinct(StringComparer.Ordinal).Count() != options.EntityKeys.Count)
        {
            throw new ArgumentException("The entity's key names a column twice.", nameof(options));
        }

        if (options.CutOffs.Count > FingerprintOptions.MaxCutOffs)
        {
            throw new ArgumentException($"There are {options.CutOffs.Count} cut-offs, more than {FingerprintOptions.MaxCutOffs}.", nameof(options));
        }

        if (options.CutOffs.Count > 0 && (options.EventTimeColumn is null || options.Order == RowOrder.Ordered))
        {
            throw new ArgumentException("Cut-offs need an event time column, and rows without order.", nameof(options));
        }

        if (options.KnownAtColumn is null && options.CutOffs.Any(cutOff => cutOff.KnownAt is not null))
        {
            throw new ArgumentException("A cut-off by knowledge time needs a column of knowledge times.", nameof(options));
        }
    }

    private TableFingerprint Fingerprint(RowSet rows)
    {
        ReadOnlySpan<byte> sequence = Options.Order == RowOrder.Ordered ? _chain.Finish(Options.Algorithm) : [];
        return new()
        {
            Algorithm = Options.Algorithm,
            Order = Options.Order,
            Schema = Digest.FromBytes(_schema.AsSpan(0, Options.Algorithm == FingerprintAlgorithm.Fast ? Digest.FastLength : Digest.Sha256Length)),
            Content = rows.Content(_schema, sequence),
            Rows = rows.Rows,
            TimeBuckets = rows.Times is { } times ? TimeBuckets.Of(Options.EventTimeColumn!, times) : null,
            EntityBuckets = rows.Entities is { } entities ? EntityBuckets.Of(Options.EntityKeys, entities) : null,
        };
    }

    /// <exception cref="ArgumentException">The other does not add up with this one.</exception>
    internal void CheckSame(FingerprintState other)
    {
        if (!Options.Matches(other.Options) || !other._schema.AsSpan().SequenceEqual(_schema))
        {
            throw new ArgumentException("Only fingerprints of one schema and of the same options add up.", nameof(other));
        }
    }
}
