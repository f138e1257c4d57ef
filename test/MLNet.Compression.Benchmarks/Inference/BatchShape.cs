using System.Globalization;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>So many texts of so many tokens.</summary>
internal readonly record struct BatchShape(int Texts, int Tokens)
{
    /// <summary>From "32x128".</summary>
    /// <exception cref="ArgumentException">It does not read like this.</exception>
    public static BatchShape Parse(string text) =>
        text.Split('x') is [var texts, var tokens] && IsCount(texts, out var rows) && IsCount(tokens, out var columns)
            ? new BatchShape(rows, columns)
            : throw new ArgumentException($"\"{text}\" is no batch. Write texts x tokens, such as 32x128.");

    public override string ToString() => $"{Texts} x {Tokens}";

    private static bool IsCount(string text, out int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;
}
