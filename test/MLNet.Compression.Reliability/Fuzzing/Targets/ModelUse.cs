namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Scores with a model that came from a damaged file: the kernels take every index from it unchecked.</summary>
internal static class ModelUse
{
    private static readonly Dictionary<HeadKind, Action<CompressedModel>> _ways = new()
    {
        [HeadKind.Embedding] = Embed,
        [HeadKind.UnitEmbedding] = Embed,
        [HeadKind.Token] = FindEntities,
        [HeadKind.QuestionAnswering] = FindAnswer,
        [HeadKind.MaskedLm] = FillMask,
    };

    public static void Score(CompressedModel model) => _ways.GetValueOrDefault(model.Head, Classify)(model);

    private static void Classify(CompressedModel model)
    {
        using var classifier = new TextClassifier(model);
        var scores = new float[classifier.LabelCount];
        classifier.Score("", scores);
        classifier.Score(TextFor(model), scores);
        if (TellsTextsApart(model))
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

    private static void FindEntities(CompressedModel model)
    {
        using var recognizer = new EntityRecognizer(model);
        recognizer.Find("");
        recognizer.Find(TextFor(model));
    }

    /// <remarks>A model of one token type, or of too few tokens for a pair, is refused, as documented.</remarks>
    private static void FindAnswer(CompressedModel model)
    {
        if (TellsTextsApart(model) && model.MaxTokens > model.CreateTokenizer().PairSpecialTokens + 1)
        {
            using var finder = new AnswerFinder(model);
            finder.Find("", "");
            finder.Find("who is able?", TextFor(model));
        }
    }

    /// <remarks>A vocabulary without a mask is refused, as documented.</remarks>
    private static void FillMask(CompressedModel model)
    {
        if (model.Vocabulary.MaskId is not null)
        {
            using var filler = new MaskFiller(model);
            filler.Fill($"{TextFor(model)} {filler.Mask}", top: 1);
        }
    }

    private static bool TellsTextsApart(CompressedModel model) => model.Subwords.Template.TellsTextsApart(model.Shape.TokenTypes);

    private static string TextFor(CompressedModel model) => $"An able one: {model.Vocabulary.Tokens[^1]} a <ent> \u4e2d\u00e9!";
}
