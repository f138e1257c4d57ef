using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Scoring;
using MLNet.Compression.Seeds;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Transformers of every task but that of classes, made of reference models without any training.</summary>
internal static class SampleTransformers
{
    private const string Text = "Sentence";
    private const string Pair = "Second";
    private const string Label = "Label";
    private const string Score = "Score";
    private const string Predicted = "PredictedLabel";

    public static IReadOnlyList<TextModelTransformer> Create(MLContext ml)
    {
        var (tagger, sequence) = (Model("bert-token"), Model("bert-sequence"));
        var vectors = EmbeddingModels.Of(sequence, normalizes: true);
        var multiLabel = new CompressedModel(
            sequence.Shape, sequence.Embeddings, sequence.Layers, sequence.Pooler, sequence.Classifier, sequence.Labels, sequence.Vocabulary, sequence.Tokenizer, sequence.MaxTokens, HeadKind.MultiLabel);
        var similarity = new SimilarityOutcome(new TextColumns(Label, Text, Pair, Score, PredictedLabel: null) { ReadsApart = true }, new SimilarityOutcomeKind(new LabelRange(0, 5)));
        return
        [
            Of(ml, NamedEntityOutcomeKind.Instance.OfClasses(new TextColumns(Label, Text, Pair: null, Score, Predicted) { TakesWords = true }, tagger.Labels), tagger),
            Of(ml, MultiLabelOutcomeKind.Usual.OfClasses(new TextColumns(Label, Text, Pair: null, Score, Predicted), multiLabel.Labels), multiLabel),
            Of(ml, new AnswerOutcome(new TextColumns(Label, Text, Pair, Score, Predicted, LabelPosition: "Index"), AnswerOutcomeKind.Usual), Model("bert-qa")),
            Of(ml, new ValueOutcome(new TextColumns(Label, Text, Pair: null, Score, PredictedLabel: null)), Model("bert-regression")),
            Of(ml, new EmbeddingOutcome(EmbeddingOutcome.ColumnsOf(Text, Score), HeadKind.UnitEmbedding, vectors.Outputs), vectors),
            Of(ml, similarity, vectors),
        ];
    }

    private static FullPrecisionTransformer Of(MLContext ml, Outcome outcome, CompressedModel model)
    {
        var host = CatalogEnvironment.Of(ml.Transforms.Text).Register("Sample");
        return new FullPrecisionTransformer(new FittedParts(host, ChainSeed.Of(host), outcome, model, []) { Threads = 1 });
    }

    private static CompressedModel Model(string name)
    {
        var folder = GoldenModels.Folder(name);
        return CompressedModelBuilder.FromCheckpoint(Checkpoint.Load(folder), Vocabulary.Load(Path.Combine(folder, "vocab.txt")), encoder: CompressedModelBuilder.Int8, maxTokens: 16);
    }
}
