using System.Globalization;

namespace MLNet.Compression.Preflight;

/// <summary>Texts that are longer than the model reads.</summary>
internal sealed class CutTexts : IPreflightCheck
{
    public IEnumerable<string> Look(StageStart start)
    {
        var data = start.Data;
        if (data.CutRows == 0)
        {
            return [];
        }

        var lost = (double)data.CutTokens / (data.CutTokens + data.TokenCount);
        return [string.Create(
            CultureInfo.InvariantCulture,
            $"{data.CutRows} of {data.Count} texts have more than {start.Model.MaxTokens} tokens and are cut: {data.CutTokens:N0} tokens, {lost:P1} of all, are not read. {nameof(TextTrainerOptions.MaxTokens)} sets the limit.")];
    }
}
