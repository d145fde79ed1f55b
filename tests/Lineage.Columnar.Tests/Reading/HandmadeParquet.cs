using System.Buffers.Binary;

namespace Lineage.Columnar.Tests.Reading;

/// <summary>Writes Parquet files page by page, as a test wants them. All columns are optional; lists have three levels.</summary>
internal static class HandmadeParquet
{
    /// <summary>A file of row groups, each with the same columns.</summary>
    public static byte[] Write(params (long Rows, HandmadeColumn[] Columns)[] groups)
    {
        var file = new MemoryStream();
        file.Write("PAR1"u8);
        var written = groups.Select(group => (group.Rows, Chunks: group.Columns.Select(column => WriteChunk(file, column)).ToArray())).ToArray();
        var footer = new ThriftWriter()
            .Int32(1, 1)
            .List(2, [.. Schema(groups[0].Columns)], (writer, element) => element(writer))
            .Int64(3, groups.Sum(group => group.Rows))
            .List(4, written, (writer, group) => writer
                .List(1, group.Chunks, (chunkWriter, chunk) => chunkWriter.Int64(2, 0).Struct(3, chunk))
                .Int64(2, 0)
                .Int64(3, group.Rows))
            .End()
            .ToArray();
        file.Write(footer);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        file.Write(length);
        file.Write("PAR1"u8);
        return file.ToArray();
    }

    private static IEnumerable<Action<ThriftWriter>> Schema(HandmadeColumn[] columns)
    {
        yield return writer => writer.Text(4, "schema").Int32(5, columns.Length);
        foreach (var column in columns)
        {
            for (var list = 0; column.IsList && list < column.Depth; list++)
            {
                var listName = list == 0 ? column.Name : "element";
                yield return writer => writer.Int32(3, 1).Text(4, listName).Int32(5, 1).Int32(6, 3);
                yield return writer => writer.Int32(3, 2).Text(4, "list").Int32(5, 1);
            }

            var name = column.IsList ? "element" : column.Name;
            yield return writer =>
            {
                writer.Int32(1, column.IsText ? 6 : 2).Int32(3, 1).Text(4, name);
                if (column.IsText)
                {
                    writer.Int32(6, 0);
                }
            };
        }
    }

    private static Action<ThriftWriter> WriteChunk(MemoryStream file, HandmadeColumn column)
    {
        var start = file.Length;
        if (column.Dictionary is { } dictionary)
        {
            WritePage(file, column, dictionary, [], (writer, size) => writer.Int32(1, 2).Int32(2, dictionary.Length).Int32(3, size)
                .Struct(7, header => header.Int32(1, column.DictionaryCount).Int32(2, 0)));
        }

        var data = file.Length;
        foreach (var page in column.Pages)
        {
            WriteData(file, column, page);
        }

        var (size, values) = (file.Length - start, column.Pages.Sum(page => (long)page.Entries));
        return writer =>
        {
            writer.Int32(1, column.IsText ? 6 : 2).Int32(4, column.Codec).Int64(5, values).Int64(6, size).Int64(7, size).Int64(9, data);
            if (column.Dictionary is not null)
            {
                writer.Int64(11, start);
            }
        };
    }

    private static void WriteData(MemoryStream file, HandmadeColumn column, HandmadePage page)
    {
        if (page.IsSecondVersion)
        {
            var size = page.Repetitions.Length + page.Definitions.Length + page.Values.Length;
            WritePage(file, column, page.Values, [.. page.Repetitions, .. page.Definitions], (writer, stored) => writer.Int32(1, 3).Int32(2, size).Int32(3, stored)
                .Struct(8, header => header.Int32(1, page.Entries).Int32(2, 0).Int32(3, 0).Int32(4, page.Encoding)
                    .Int32(5, page.Definitions.Length).Int32(6, page.Repetitions.Length).Flag(7, column.Compress is not null)));
            return;
        }

        byte[] body = [.. column.IsList ? Prefixed(page.Repetitions) : [], .. Prefixed(page.Definitions), .. page.Values];
        WritePage(file, column, body, [], (writer, stored) => writer.Int32(1, 0).Int32(2, body.Length).Int32(3, stored)
            .Struct(5, header => header.Int32(1, page.Entries).Int32(2, page.Encoding).Int32(3, 3).Int32(4, 3)));
    }

    private static byte[] Prefixed(byte[] levels)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, levels.Length);
        return [.. length, .. levels];
    }

    private static void WritePage(MemoryStream file, HandmadeColumn column, byte[] body, byte[] levels, Action<ThriftWriter, int> header)
    {
        var stored = column.Compress?.Invoke(body) ?? body;
        var writer = new ThriftWriter();
        header(writer, levels.Length + stored.Length);
        file.Write(writer.End().ToArray());
        file.Write(levels);
        file.Write(stored);
    }
}
