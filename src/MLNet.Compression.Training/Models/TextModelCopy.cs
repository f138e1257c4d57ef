namespace MLNet.Compression.Training.Models;

/// <summary>A second model with the same weights in memory of its own.</summary>
internal static class TextModelCopy
{
    public static TextModel Of(TextModel model) => Of(model, model.Labels);

    /// <summary>With other names for as many classes.</summary>
    public static TextModel Of(TextModel model, IReadOnlyList<string> labels)
    {
        var copy = new TextModel(model.Shape, model.Tokenizer, labels, model.MaxTokens, model.HeadKind, model.Dense);
        for (var i = 0; i < copy.Parameters.Count; i++)
        {
            model.Parameters[i].ValueSpan.CopyTo(copy.Parameters[i].ValueSpan);
        }

        LeftOut.Copy(model, copy);
        return copy;
    }
}
