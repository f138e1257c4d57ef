using System.Globalization;
using MLNet.Compression.Stages;

namespace MLNet.Compression.Preflight;

/// <summary>Texts that are longer than the model reads.</summary>
internal sealed class CutTexts : IPreflightCheck
{
    public IEnumerable<string> Look(StageState state, StageSettings settings)
    {
        var data = state.Data;
        if (data.CutRows == 0)
        {
            return [];
        }

        var lost = (double)data.CutTokens / (data.CutTokens + data.TokenCount);
        return [string.Create(
            CultureInfo.InvariantCulture,
            $"{data.CutRows} of {data.Count} texts have more than {state.Model.MaxTokens} tokens and are cut: {data.CutTokens:N0} tokens, {lost:P1} of all, are not read. {nameof(TextTrainerOptions.MaxTokens)} sets the limit.")];
    }
}
