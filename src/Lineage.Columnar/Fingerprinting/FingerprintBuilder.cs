using System.Buffers.Binary;
using System.IO.Hashing;
using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// Makes the fingerprint of a table from its batches, in memory bounded by one batch. States of parts can be saved, loaded and merged. Not for several
/// threads at once: give each its own builder and merge.
/// </summary>
public sealed class FingerprintBuilder
{
    private const int HeaderSize = 4 + 2 + 32 + 8;
    private const int ChecksumSize = 8;
    private readonly Schema _schema;
    private readonly string _source;
    private readonly int[] _order;
    private readonly long[] _nulls;
    private readonly IFingerprintState _state;

    /// <param name="schema">The schema of every batch.</param>
    /// <param name="options">What kind of fingerprint to make.</param>
    /// <param name="source">How errors name the table.</param>
    /// <exception cref="TableFormatException">The schema has too many columns, a name twice, or an unsupported type.</exception>
    public FingerprintBuilder(Schema schema, FingerprintOptions options, string source)
    {
        SchemaRules.Check(schema, source, ReadLimits.Default with { MaxColumns = int.MaxValue });
        _schema = schema;
        _source = source;
        Options = options;
        _order = [.. Enumerable.Range(0, schema.FieldsList.Count).OrderBy(i => schema.FieldsList[i].Name, Utf8NameOrder.Instance)];
        _nulls = new long[_order.Length];
        SchemaText[] texts = [.. _order.Select(i => new SchemaText(schema.FieldsList[i].Name, LogicalType.Of(schema.FieldsList[i])))];
        _state = options.Algorithm == FingerprintAlgorithm.Fast ? new FastState(texts, options.Order) : new Sha256State(texts, options.Order);
    }

    /// <summary>What kind of fingerprint it makes.</summary>
    public FingerprintOptions Options { get; }

    /// <summary>The rows it has seen.</summary>
    public long Rows { get; private set; }

    /// <summary>A builder that goes on from a saved state.</summary>
    /// <exception cref="InvalidDataException">The state is damaged, or that of another schema.</exception>
    public static FingerprintBuilder LoadState(ReadOnlySpan<byte> state, Schema schema, string source)
    {
        if (state.Length < HeaderSize + ChecksumSize || !state.StartsWith("LFS1"u8)
            || BinaryPrimitives.ReadUInt64LittleEndian(state[^ChecksumSize..]) != XxHash3.HashToUInt64(state[..^ChecksumSize])
            || state[4] > 1 || state[5] > 1)
        {
            throw new InvalidDataException($"{source}: the bytes are no fingerprint state, or are damaged.");
        }

        var options = new FingerprintOptions { Algorithm = (FingerprintAlgorithm)state[4], Order = (RowOrder)state[5] };
        var builder = new FingerprintBuilder(schema, options, source);
        builder.Load(state);
        return builder;
    }

    /// <summary>Adds the rows of a batch, after those before. The batch stays the caller's.</summary>
    /// <exception cref="TableFormatException">The batch has another schema or invalid arrays; the builder is as it was.</exception>
    public void Append(RecordBatch batch)
    {
        SchemaRules.CheckSame(_schema, batch.Schema, _source, null);
        Append([.. _schema.FieldsList.Select((field, i) => CanonicalColumn.Create(field, batch.Column(i), _source))], batch.Length);
    }

    /// <summary>
    /// Adds the rows of another builder of the same schema and options. Ordered, they come after its own; an ordered SHA-256 fingerprint is a chain and
    /// cannot be merged.
    /// </summary>
    /// <exception cref="ArgumentException">The other builder has another schema or other options.</exception>
    /// <exception cref="InvalidOperationException">The fingerprint is ordered SHA-256.</exception>
    public void Merge(FingerprintBuilder other)
    {
        if (other.Options != Options || other._state.Schema != _state.Schema)
        {
            throw new ArgumentException("Only fingerprints of one schema, algorithm and row order merge.", nameof(other));
        }

        _state.Merge(other._state, other.Rows);
        Rows += other.Rows;
        for (var i = 0; i < _nulls.Length; i++)
        {
            _nulls[i] += other._nulls[i];
        }
    }

    /// <summary>The state as bytes, for <see cref="LoadState"/>. Its size depends on the number of columns alone.</summary>
    public byte[] SaveState()
    {
        var bytes = new byte[HeaderSize + (8 * _nulls.Length) + _state.Size + ChecksumSize];
        "LFS1"u8.CopyTo(bytes);
        bytes[4] = (byte)Options.Algorithm;
        bytes[5] = (byte)Options.Order;
        _state.Schema.ToArray().CopyTo(bytes, 6);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(HeaderSize - 8), Rows);
        for (var i = 0; i < _nulls.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(HeaderSize + (8 * i)), _nulls[i]);
        }

        _state.Write(bytes.AsSpan(HeaderSize + (8 * _nulls.Length)));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(bytes.Length - ChecksumSize), XxHash3.HashToUInt64(bytes.AsSpan(0, bytes.Length - ChecksumSize)));
        return bytes;
    }

    /// <summary>The fingerprint of the rows so far; more may follow.</summary>
    public TableFingerprint Finish() => new()
    {
        Algorithm = Options.Algorithm,
        Order = Options.Order,
        Schema = _state.Schema,
        Content = _state.Content(Rows),
        Rows = Rows,
        Columns = [.. _order.Select((place, i) => Column(_schema.FieldsList[place], i))],
    };

    /// <summary>As <see cref="Append(RecordBatch)"/>, of columns in schema order.</summary>
    internal void Append(CanonicalColumn[] columns, int rows)
    {
        CanonicalColumn[] ordered = [.. _order.Select(i => columns[i])];
        _state.Append(ordered, rows);
        for (var i = 0; i < ordered.Length; i++)
        {
            _nulls[i] += ordered[i].CountNulls();
        }

        Rows += rows;
    }

    private ColumnFingerprint Column(Field field, int index) =>
        new(field.Name, LogicalType.Of(field), field.IsNullable, _nulls[index], _state.Column(index, Rows));

    private void Load(ReadOnlySpan<byte> state)
    {
        var digest = _state.Schema.ToArray();
        if (state.Length != HeaderSize + (8 * _nulls.Length) + _state.Size + ChecksumSize || !state[6..].StartsWith(digest))
        {
            throw new InvalidDataException($"{_source}: the fingerprint state is that of another schema.");
        }

        Rows = BinaryPrimitives.ReadInt64LittleEndian(state[(HeaderSize - 8)..]);
        for (var i = 0; i < _nulls.Length; i++)
        {
            _nulls[i] = BinaryPrimitives.ReadInt64LittleEndian(state[(HeaderSize + (8 * i))..]);
        }

        _state.Read(state[(HeaderSize + (8 * _nulls.Length))..]);
    }
}
