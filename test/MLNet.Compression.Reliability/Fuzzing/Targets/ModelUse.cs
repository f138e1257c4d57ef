namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Scores with a model that came from a damaged file: the kernels take every index from it unchecked.</summary>
internal static class ModelUse
{
    public static void Score(CompressedModel model)
    {
        using var classifier = new TextClassifier(model);
        var scores = new float[classifier.LabelCount];
        classifier.Score("", scores);
        classifier.Score($"An able one: {model.Vocabulary.Tokens[^1]} a <ent> \u4e2d\u00e9!", scores);
        if (model.Shape.TokenTypes != 1)
        {
            classifier.Score("the first", "and the second", scores);
        }
    }
}
