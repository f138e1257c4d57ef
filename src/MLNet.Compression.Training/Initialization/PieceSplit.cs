using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Training.Initialization;

/// <summary>A vocabulary's pieces by the pieces of another one.</summary>
internal static class PieceSplit
{
    private const string Continuation = "##";

    /// <summary>For each piece the ids of the other vocabulary that it consists of: itself, or the longest pieces from its start on.</summary>
    /// <remarks>Special pieces are those of the same meaning; what the other vocabulary cannot spell is its [UNK].</remarks>
    /// <param name="pieces">The vocabulary.</param>
    /// <param name="by">The other one.</param>
    public static int[][] All(Vocabulary pieces, Vocabulary by)
    {
        var split = new int[pieces.Count][];
        for (var id = 0; id < split.Length; id++)
        {
            split[id] = pieces[id].Length == 0 ? [by.UnknownId] : Split(pieces[id], by);
        }

        split[pieces.PaddingId] = [by.PaddingId];
        split[pieces.UnknownId] = [by.UnknownId];
        split[pieces.ClassificationId] = [by.ClassificationId];
        split[pieces.SeparatorId] = [by.SeparatorId];
        if (pieces.MaskId is { } mask)
        {
            split[mask] = [by.MaskId ?? by.UnknownId];
        }

        return split;
    }

    private static int[] Split(string piece, Vocabulary by) =>
        piece != Continuation && PieceSplitter.Split(by, piece) is { } ids ? [.. ids] : [by.UnknownId];
}
