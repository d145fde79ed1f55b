using System.Text;
using System.Text.RegularExpressions;

namespace Lineage.Columnar.Reading;

/// <summary>A pattern of paths: <c>*</c> stands for any text within a name, <c>?</c> for one character of it, <c>**</c> for any number of folders. Case matters.</summary>
internal sealed class PathPattern
{
    private readonly Regex _regex;

    /// <param name="pattern">With <c>/</c> between folders.</param>
    public PathPattern(string pattern)
    {
        var text = new StringBuilder(@"\A");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (string.CompareOrdinal(pattern, i, "**/", 0, 3) == 0)
            {
                text.Append("(?:[^/]+/)*");
                i += 2;
                continue;
            }

            text.Append(pattern[i] switch
            {
                '*' => "[^/]*",
                '?' => "[^/]",
                var literal => Regex.Escape(literal.ToString()),
            });
        }

        // Without backtracking no pattern takes longer than its path is long.
        _regex = new(text.Append(@"\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    public bool Matches(string path) => _regex.IsMatch(path);
}
