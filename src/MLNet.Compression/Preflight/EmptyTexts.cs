
namespace MLNet.Compression.Preflight;

/// <summary>Rows whose text leaves no token: empty, white space, or characters that the tokenizer drops.</summary>
internal sealed class EmptyTexts : IPreflightCheck
{
    public IEnumerable<string> Look(StageStart start)
    {
        // [CLS], and a [SEP] behind each text; both twice where two texts are read one by one, and each of them once where a row is one of these.
        var columns = start.Outcome.Columns;
        var least = columns.Pair is null ? 2 : columns.JoinsTexts ? 3 : start.Data.HasTargets ? 4 : 2;
        var empty = Enumerable.Range(0, start.Data.Count).Count(row => start.Data.LengthOf(row) <= least);
        return empty == 0
            ? []
            : [$"{empty} of {start.Data.Count} rows have no text in {string.Join(" and ", start.Outcome.Columns.Texts.Select(name => $"'{name}'"))}; they are trained on as they are. Is it the right column?"];
    }
}
