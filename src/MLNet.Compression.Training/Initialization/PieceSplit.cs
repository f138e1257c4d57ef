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

    private static int[] Split(string piece, Vocabulary by)
    {
        var (ids, rest) = (new List<int>(), piece);
        while (rest.Length > 0 && rest != Continuation)
        {
            if (Longest(rest, by) is not (var id, var length))
            {
                return [by.UnknownId];
            }

            ids.Add(id);
            rest = rest.Length == length ? "" : Continuation + rest[length..];
        }

        return ids.Count > 0 ? [.. ids] : [by.UnknownId];
    }

    private static (int Id, int Length)? Longest(string text, Vocabulary by)
    {
        var least = text.StartsWith(Continuation, StringComparison.Ordinal) ? Continuation.Length + 1 : 1;
        for (var length = text.Length; length >= least; length--)
        {
            if (by.TryGetId(text.AsSpan(0, length), out var id))
            {
                return (id, length);
            }
        }

        return null;
    }
}
