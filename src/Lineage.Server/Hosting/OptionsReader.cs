using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace Lineage.Server.Hosting;

/// <summary>Reads the options, and finds everything that is wrong with them at once.</summary>
internal sealed class OptionsReader
{
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, string?> _replaced = [];

    private OptionsReader()
    {
    }

    /// <exception cref="ConfigurationException">Something is wrong; the message says all of it.</exception>
    public static ServerOptions Read(IConfiguration configuration)
    {
        var reader = new OptionsReader();
        var defaults = new ServerOptions();
        reader.Check(configuration, string.Empty, defaults);
        if (configuration[nameof(ServerOptions.DataRoots)] is not null)
        {
            reader._problems.Add($"{nameof(ServerOptions.DataRoots)} must be given one by one: {nameof(ServerOptions.DataRoots)}:0, {nameof(ServerOptions.DataRoots)}:1");
        }

        // What cannot be read is replaced by its default, so that the rest is judged as well.
        var readable = new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(reader._replaced).Build();
        var options = readable.Get<ServerOptions>() ?? defaults;
        var problems = string.Join("; ", reader._problems.Concat(options.Problems()));
        return problems.Length == 0 ? options : throw new ConfigurationException(problems);
    }

    private void Check(IConfiguration configuration, string prefix, object defaults)
    {
        foreach (var property in defaults.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var key = prefix + property.Name;
            if (property.PropertyType.IsPrimitive)
            {
                CheckNumber(configuration[key], key, property.PropertyType, property.GetValue(defaults));
            }
            else if (property.PropertyType.Namespace == typeof(ServerOptions).Namespace)
            {
                CheckKeys(configuration.GetSection(key), property.PropertyType);
                Check(configuration, $"{key}:", property.GetValue(defaults)!);
            }
        }
    }

    /// <summary>A misspelt setting of ours would be as if it were not there; the sections are ours alone, so that every key in them is known.</summary>
    private void CheckKeys(IConfigurationSection section, Type type)
    {
        var known = type.GetProperties().Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _problems.AddRange(section.GetChildren().Where(c => !known.Contains(c.Key)).Select(c => $"{c.Path} is no setting"));
    }

    private void CheckNumber(string? text, string key, Type type, object? otherwise)
    {
        try
        {
            _ = text is null ? null : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException)
        {
            _problems.Add($"{key} is '{text}', no number of its range");
            _replaced[key] = Convert.ToString(otherwise, CultureInfo.InvariantCulture);
        }
    }
}
