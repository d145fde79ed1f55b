using System.Text;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>The bytes of a schema that are hashed: for each column the lengths and UTF-8 of its name and logical type.</summary>
internal sealed record SchemaText(string Name, string LogicalType)
{
    public void Write(CanonicalWriter writer)
    {
        foreach (var text in (ReadOnlySpan<string>)[Name, LogicalType])
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            writer.WriteUInt32((uint)bytes.Length);
            writer.Write(bytes);
        }
    }
}
