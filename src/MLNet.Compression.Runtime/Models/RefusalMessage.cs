using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace MLNet.Compression.Runtime.Models;

/// <summary>A message that is put together only if a condition does not hold.</summary>
[InterpolatedStringHandler]
internal readonly struct RefusalMessage
{
    private readonly StringBuilder? _text;

    /// <param name="literalLength">Characters that are given.</param>
    /// <param name="formattedCount">Values between them.</param>
    /// <param name="condition">What holds where no message is needed.</param>
    /// <param name="isNeeded">Whether the parts of the message are worked out.</param>
    public RefusalMessage(int literalLength, int formattedCount, bool condition, out bool isNeeded)
    {
        isNeeded = !condition;
        _text = isNeeded ? new StringBuilder(literalLength + formattedCount) : null;
    }

    public void AppendLiteral(string text) => _text?.Append(text);

    public void AppendFormatted(object? value) => _text?.Append(CultureInfo.InvariantCulture, $"{value}");

    public override string ToString() => _text?.ToString() ?? "";
}
