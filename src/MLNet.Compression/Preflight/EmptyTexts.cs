
namespace MLNet.Compression.Preflight;

/// <summary>Rows whose text leaves no token: empty, white space, or characters that the tokenizer drops.</summary>
internal sealed class EmptyTexts : IPreflightCheck
{
    public IEnumerable<string> Look(StageStart start)
    {
        // [CLS], and a [SEP] behind each text.
        var least = start.Outcome.Columns.Pair is null ? 2 : 3;
        var empty = Enumerable.Range(0, start.Data.Count).Count(row => start.Data.LengthOf(row) <= least);
        return empty == 0
            ? []
            : [$"{empty} of {start.Data.Count} rows have no text in {string.Join(" and ", start.Outcome.Columns.Texts.Select(name => $"'{name}'"))}; they are trained on as they are. Is it the right column?"];
    }
}
