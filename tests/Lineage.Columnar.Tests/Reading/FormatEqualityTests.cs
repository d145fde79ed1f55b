using Apache.Arrow;
using Apache.Arrow.Ipc;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Tables;
using Parquet;
using Parquet.Schema;
using Column = Lineage.Columnar.Tests.Tables.Column;
using Table = Lineage.Columnar.Tests.Tables.Table;

namespace Lineage.Columnar.Tests.Reading;

public sealed class FormatEqualityTests
{
    [Fact]
    public async Task Compute_ParquetArrowFileStreamAndMemory_AreTheSame()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var table = Table.Generate(random, random.Next(1, 60));
            await using var memory = table.ToSource(random);
            var expected = (await Fingerprinter.ComputeAsync(memory)).ToString();
            foreach (var bytes in (byte[][])[await Parquet(table, random), await Arrow(table, asFile: true), await Arrow(table, asFile: false)])
            {
                await using var source = await TableSource.OpenAsync(new MemoryStream(bytes), "bytes");
                Assert.True(expected == (await Fingerprinter.ComputeAsync(source)).ToString(), $"seed {seed}, {source.Format}");
            }
        }
    }

    private static async Task<byte[]> Arrow(Table table, bool asFile)
    {
        var stream = new MemoryStream();
        using var batch = Plain(table);
        using (var writer = asFile ? new ArrowFileWriter(stream, batch.Schema, leaveOpen: true) : new ArrowStreamWriter(stream, batch.Schema, leaveOpen: true))
        {
            await writer.WriteRecordBatchAsync(batch);
            await writer.WriteEndAsync();
        }

        return stream.ToArray();
    }

    /// <summary>The writer of the Arrow library must see no offsets or run ends to write, so the physical types are the plain ones.</summary>
    private static RecordBatch Plain(Table table)
    {
        var builder = new RecordBatch.Builder();
        foreach (var column in table.Columns)
        {
            builder = builder.Append(column.Name, true, PlainArray(column));
        }

        return builder.Build();
    }

    private static IArrowArray PlainArray(Column column)
    {
        switch (column.Kind)
        {
            case ColumnKind.Integer:
                return column.Values.Aggregate(new Int64Array.Builder(), (builder, value) => value is long number ? builder.Append(number) : builder.AppendNull()).Build();
            case ColumnKind.Float:
                return column.Values.Aggregate(new DoubleArray.Builder(), (builder, value) => value is double number ? builder.Append(number) : builder.AppendNull()).Build();
            case ColumnKind.Flag:
                return column.Values.Aggregate(new BooleanArray.Builder(), (builder, value) => value is bool flag ? builder.Append(flag) : builder.AppendNull()).Build();
            case ColumnKind.Text:
                return column.Values.Aggregate(new StringArray.Builder(), (builder, value) => value is string text ? builder.Append(text) : builder.AppendNull()).Build();
            default:
                var type = new Apache.Arrow.Types.TimestampType(Apache.Arrow.Types.TimeUnit.Millisecond, "UTC");
                return column.Values.Aggregate(
                    new TimestampArray.Builder(type),
                    (builder, value) => value is long number ? builder.Append(DateTimeOffset.FromUnixTimeMilliseconds(number)) : builder.AppendNull()).Build();
        }
    }

    private static async Task<byte[]> Parquet(Table table, Random random)
    {
        var fields = table.Columns.Select(column => column.Kind switch
        {
            ColumnKind.Integer => new DataField<long?>(column.Name),
            ColumnKind.Float => new DataField<double?>(column.Name),
            ColumnKind.Flag => new DataField<bool?>(column.Name),
            ColumnKind.Text => new DataField<string>(column.Name),
            _ => (DataField)new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis, isNullable: true),
        }).ToArray();
        CompressionMethod[] methods = [CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Zstd, CompressionMethod.Brotli, CompressionMethod.LZ4];
        var options = new ParquetOptions { CompressionMethod = methods[random.Next(methods.Length)] };
        var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, options))
        {
            var cut = random.Next(1, table.Rows + 1);
            foreach (var part in (Table[])[table.Take([.. Enumerable.Range(0, cut)]), table.Take([.. Enumerable.Range(cut, table.Rows - cut)])])
            {
                if (part.Rows == 0)
                {
                    continue;
                }

                using var group = writer.CreateRowGroup();
                for (var i = 0; i < fields.Length; i++)
                {
                    await Write(group, fields[i], part.Columns[i]);
                }
            }
        }

        return stream.ToArray();
    }

    private static async Task Write(ParquetRowGroupWriter group, DataField field, Column column)
    {
        switch (column.Kind)
        {
            case ColumnKind.Integer:
                await group.WriteAsync<long>(field, column.Values.Select(value => (long?)value).ToArray());
                break;
            case ColumnKind.Float:
                await group.WriteAsync<double>(field, column.Values.Select(value => (double?)value).ToArray());
                break;
            case ColumnKind.Flag:
                await group.WriteAsync<bool>(field, column.Values.Select(value => (bool?)value).ToArray());
                break;
            case ColumnKind.Text:
                await group.WriteAsync(field, column.Values.Select(value => (string?)value).ToArray()!);
                break;
            default:
                await group.WriteAsync<DateTime>(
                    field, column.Values.Select(value => value is long number ? DateTimeOffset.FromUnixTimeMilliseconds(number).UtcDateTime : (DateTime?)null).ToArray());
                break;
        }
    }
}
