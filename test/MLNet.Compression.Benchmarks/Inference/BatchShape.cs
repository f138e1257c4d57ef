using System.Globalization;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>So many texts of so many tokens.</summary>
internal readonly record struct BatchShape(int Texts, int Tokens)
{
    /// <summary>From "32x128".</summary>
    public static BatchShape Parse(string text)
    {
        var parts = text.Split('x');
        return new BatchShape(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public override string ToString() => $"{Texts} x {Tokens}";
}
