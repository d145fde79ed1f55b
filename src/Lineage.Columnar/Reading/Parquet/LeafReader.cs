using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Reads one column chunk, some rows after the others, and holds no more of it than the page (or the part of it) where the rows lie.</summary>
internal sealed class LeafReader
{
    private const int Block = 1024;

    /// <summary>The hashes of so many words take half a second-level cache; looked up in more, a word costs as much as hashed again.</summary>
    private const int LargestWords = 1 << 14;

    /// <summary>To hash a word, and to make room for its hash, costs what eight rows save; twice as many, and it pays.</summary>
    private const int RowsOfWord = 16;

    private readonly ParquetNode _leaf;
    private readonly ColumnChunk _chunk;
    private readonly string _source;
    private readonly DecodeBudget _budget;
    private readonly LeafBuilder _builder;
    private readonly PageReader _pages;
    private readonly BitBuffer _validity = new();
    private readonly GrowingBuffer _definitions;
    private readonly GrowingBuffer _repetitions;
    private readonly int[] _levels = new int[Block];
    private readonly byte[] _blockDefinitions = new byte[Block];
    private readonly byte[] _blockRepetitions = new byte[Block];
    private int _block;
    private int _next;
    private int _left;
    private byte[] _validityRoom = [];
    private BatchMemory _memory = null!;

    /// <param name="leaf">The leaf.</param>
    /// <param name="chunk">Its chunk.</param>
    /// <param name="source">Where the chunk lies.</param>
    /// <param name="column">How errors name the column.</param>
    /// <param name="limits">The bounds of a page.</param>
    /// <param name="budget">What may be decoded.</param>
    public LeafReader(ParquetNode leaf, ColumnChunk chunk, SourceBytes source, string column, ReadLimits limits, DecodeBudget budget)
    {
        (_leaf, _chunk, _source, _budget) = (leaf, chunk, source.Description, budget);
        _builder = leaf.Type switch
        {
            NullType => new NullBuilder(leaf, budget),
            BooleanType => new BooleanBuilder(leaf, budget),
            StringType or BinaryType => new BytesBuilder(leaf, budget, _source, column, IsFlat(leaf) ? int.MaxValue : 0),
            _ => new FixedBuilder(leaf, budget, IsFlat(leaf) ? (int)Math.Min(LargestWords, chunk.Values / RowsOfWord) : 0),
        };
        _pages = new(leaf, chunk, source, limits, budget, _builder);
        _definitions = new(budget);
        _repetitions = new(budget);
    }

    /// <summary>The levels of the entries of the last batch of a nested column.</summary>
    public LeafLevels Levels => new(_definitions.Length, _definitions.Span, _repetitions.Span);

    /// <summary>Whether each row of the leaf is one entry, and one level tells whether it is null.</summary>
    public static bool IsFlat(ParquetNode leaf) => leaf.Repetition == 0 && leaf.Definition <= 1;

    /// <summary>The next rows of a leaf that <see cref="IsFlat"/>.</summary>
    public ArrayData ReadFlat(int rows, BatchMemory memory)
    {
        Begin(memory, rows);
        for (var done = 0; done < rows;)
        {
            if (_left == 0)
            {
                NextPage(done);
            }

            var count = Math.Min(_left, rows - done);
            var valid = count;
            if (_leaf.Definition > 0)
            {
                valid = _pages.Definitions.ReadBits(_validity, count);
            }

            _builder.Read(count, valid, _validity);
            _left -= count;
            done += count;
        }

        return Finish();
    }

    /// <summary>The next rows of a leaf of a nested column; its array has the slots that <see cref="Levels"/> tell.</summary>
    public ArrayData ReadNested(int rows, BatchMemory memory)
    {
        Begin(memory, rows);
        _definitions.Clear();
        _repetitions.Clear();
        for (var begun = 0; ;)
        {
            if (_next == _block && !TryNextBlock())
            {
                return begun == rows ? Finish() : throw new InvalidDataException("has fewer rows than the row group declares");
            }

            var end = EndOf(rows, ref begun);
            if (end == _next)
            {
                return Finish();
            }

            Append(end);
            _next = end;
        }
    }

    /// <summary>Requires that no entry is left.</summary>
    public void End()
    {
        if (_left > 0 || _next < _block || _pages.NextPage())
        {
            throw new TableFormatException(TableFormatError.Corrupt, _source, "has more rows than its row group");
        }
    }

    public void Close() => _pages.Close();

    private void Begin(BatchMemory memory, int rows)
    {
        _validityRoom = memory.Rent(BitBuffer.BytesFor(rows));
        _validity.Begin(_validityRoom);
        _memory = memory;
        _builder.BeginBatch(memory, rows);
    }

    private ArrayData Finish()
    {
        var nulls = _validity.Length - _validity.Set;
        return _builder.Finish(nulls, nulls == 0 ? ArrowBuffer.Empty : new ArrowBuffer(_validity.Memory));
    }

    private void NextPage(int done)
    {
        if (!_pages.NextPage())
        {
            throw new TableFormatException(TableFormatError.Corrupt, _source, $"has {_chunk.Values} values, fewer than its row group has rows");
        }

        _left = _pages.Entries;
    }

    /// <summary>Decodes the levels of the next entries.</summary>
    private bool TryNextBlock()
    {
        if (_left == 0)
        {
            if (!_pages.NextPage())
            {
                return false;
            }

            _left = _pages.Entries;
        }

        (_block, _next) = (Math.Min(_left, Block), 0);
        _left -= _block;
        ReadLevels(_pages.Repetitions, _leaf.Repetition, _blockRepetitions);
        ReadLevels(_pages.Definitions, _leaf.Definition, _blockDefinitions);
        return true;
    }

    private void ReadLevels(RleReader reader, int max, byte[] target)
    {
        var levels = _levels.AsSpan(0, _block);
        if (max == 0)
        {
            target.AsSpan(0, _block).Clear();
            return;
        }

        reader.Read(levels);
        for (var i = 0; i < levels.Length; i++)
        {
            target[i] = (uint)levels[i] <= (uint)max ? (byte)levels[i] : throw new InvalidDataException($"has level {levels[i]} where {max} is the highest");
        }
    }

    /// <summary>Where the entries of the batch end in the block: before the first of a row too many.</summary>
    private int EndOf(int rows, ref int begun)
    {
        for (var i = _next; i < _block; i++)
        {
            if (_blockRepetitions[i] == 0)
            {
                if (begun == rows)
                {
                    return i;
                }

                begun++;
            }
        }

        return _block;
    }

    private void Append(int end)
    {
        var definitions = _blockDefinitions.AsSpan(_next, end - _next);
        _definitions.Append(definitions);
        _repetitions.Append(_blockRepetitions.AsSpan(_next, end - _next));
        var room = BitBuffer.BytesFor(_validity.Length + definitions.Length);
        if (room > _validityRoom.Length)
        {
            _budget.Take(2L * room);
            _validityRoom = _memory.Rent(2 * room);
            _validity.Move(_validityRoom);
        }

        var (slots, set) = (_validity.Length, _validity.Set);
        foreach (var definition in definitions)
        {
            if (definition >= _leaf.SlotDefinition)
            {
                _validity.Put(definition == _leaf.Definition ? 1UL : 0, 1);
            }
        }

        _builder.Read(_validity.Length - slots, _validity.Set - set, _validity);
    }
}
