using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Scores with a model that came from a damaged file: the kernels take every index from it unchecked.</summary>
internal static class ModelUse
{
    public static void Score(CompressedModel model)
    {
        if (HeadDefinition.Of(model.Head).IsEmbedding)
        {
            Embed(model);
            return;
        }

        using var classifier = new TextClassifier(model);
        var scores = new float[classifier.LabelCount];
        classifier.Score("", scores);
        classifier.Score(TextFor(model), scores);
        if (model.Shape.TokenTypes != 1)
        {
            classifier.Score("the first", "and the second", scores);
        }
    }

    private static void Embed(CompressedModel model)
    {
        using var encoder = new SentenceEncoder(model);
        var vector = new float[encoder.Dimensions];
        encoder.Encode("", vector);
        encoder.Encode(TextFor(model), vector);
    }

    private static string TextFor(CompressedModel model) => $"An able one: {model.Vocabulary.Tokens[^1]} a <ent> \u4e2d\u00e9!";
}
