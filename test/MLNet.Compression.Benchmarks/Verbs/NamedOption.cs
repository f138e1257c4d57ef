using System.CommandLine;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>Chooses some of what a catalog has, by name.</summary>
internal sealed class NamedOption<T> : Option<string[]>
{
    private readonly IReadOnlyList<T> _catalog;
    private readonly Func<T, string> _name;

    /// <param name="option">With its dashes.</param>
    /// <param name="meaning">Goes before the names in the help.</param>
    /// <param name="catalog">What there is.</param>
    /// <param name="name">The name of one.</param>
    /// <param name="defaults">Chosen when the option is not given; all without any.</param>
    public NamedOption(string option, string meaning, IReadOnlyList<T> catalog, Func<T, string> name, params string[] defaults)
        : base(option)
    {
        (_catalog, _name) = (catalog, name);
        string[] names = [.. catalog.Select(name)];
        Description = $"{meaning}: {string.Join("; ", names)}";
        DefaultValueFactory = _ => defaults.Length == 0 ? names : defaults;
        AllowMultipleArgumentsPerToken = true;
        AcceptOnlyFromAmong(names);
    }

    public IReadOnlyList<T> Read(ParseResult result)
    {
        var chosen = result.GetRequiredValue(this);
        return [.. _catalog.Where(item => chosen.Contains(_name(item)))];
    }
}
