namespace MLNet.Compression.Training.Models;

/// <summary>A second model with the same weights in memory of its own.</summary>
internal static class TextModelCopy
{
    public static TextModel Of(TextModel model)
    {
        var copy = new TextModel(model.Shape, model.Tokenizer, model.Labels, model.MaxTokens, model.HeadKind);
        for (var i = 0; i < copy.Parameters.Count; i++)
        {
            model.Parameters[i].ValueSpan.CopyTo(copy.Parameters[i].ValueSpan);
        }

        return copy;
    }
}
