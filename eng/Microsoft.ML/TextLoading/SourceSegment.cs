namespace Microsoft.ML.Data;

/// <summary>The fields from <paramref name="Min"/> to below <paramref name="Lim"/> of a line.</summary>
internal readonly record struct SourceSegment(int Min, int Lim, bool ForceVector)
{
    /// <summary>The limit that stands for the end of the line.</summary>
    public const int EndOfLine = int.MaxValue;

    public bool IsVariable => Lim == EndOfLine;

    public int Length => Lim - Min;

    public static SourceSegment ToEndOfLine(int min) => new(min, EndOfLine, true);
}
