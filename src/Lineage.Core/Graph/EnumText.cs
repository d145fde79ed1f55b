using System.Text;

namespace Lineage.Core.Graph;

/// <summary>Enum values as the protos write them, <c>PASSED_WITH_WARNINGS</c>, so that filters and exports use the same words as the wire.</summary>
public static class EnumText
{
    /// <summary>The value's name in upper-case words joined by underscores.</summary>
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Texts<TEnum>.Of(value);

    private static class Texts<TEnum>
        where TEnum : struct, Enum
    {
        private static readonly Dictionary<TEnum, string> Known = Enum.GetValues<TEnum>().Distinct().ToDictionary(v => v, v => UpperSnake(v.ToString()));

        public static string Of(TEnum value) => Known[value];

        private static string UpperSnake(string name)
        {
            var text = new StringBuilder(name.Length + 4);
            foreach (var c in name)
            {
                if (char.IsAsciiLetterUpper(c) && text.Length > 0)
                {
                    text.Append('_');
                }

                text.Append(char.ToUpperInvariant(c));
            }

            return text.ToString();
        }
    }
}
