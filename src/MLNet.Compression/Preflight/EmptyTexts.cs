using MLNet.Compression.Stages;

namespace MLNet.Compression.Preflight;

/// <summary>Rows whose text leaves no token: empty, white space, or characters that the tokenizer drops.</summary>
internal sealed class EmptyTexts : IPreflightCheck
{
    public IEnumerable<string> Look(StageState state, StageSettings settings)
    {
        // [CLS], and a [SEP] behind each text.
        var least = state.Outcome.Columns.Pair is null ? 2 : 3;
        var empty = Enumerable.Range(0, state.Data.Count).Count(row => state.Data.LengthOf(row) <= least);
        return empty == 0
            ? []
            : [$"{empty} of {state.Data.Count} rows have no text in {string.Join(" and ", state.Outcome.Columns.Texts.Select(name => $"'{name}'"))}; they are trained on as they are. Is it the right column?"];
    }
}
