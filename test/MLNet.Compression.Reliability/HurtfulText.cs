namespace MLNet.Compression.Reliability;

/// <summary>A text that hurts.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Create">Makes it.</param>
/// <param name="Equivalent">A plain text of the same tokens, as far as a model of some hundred tokens reads.</param>
internal sealed record HurtfulText(string Name, Func<string> Create, string Equivalent)
{
    public override string ToString() => Name;
}
