using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML;

internal static class ModelFormat
{
    public static void Check([DoesNotReturnIf(false)] bool holds, string fault)
    {
        if (!holds)
            throw new FormatException(fault);
    }
}
