using Microsoft.ML;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Tests.Compositions;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Tokenizers;

/// <summary>Models whose tokenizer is byte-level BPE or a SentencePiece unigram model, from the checkpoint to the prediction.</summary>
[TestFixture]
internal sealed class OtherTokenizersTests
{
    private readonly MLContext _ml = new(seed: 1);

    private static IEnumerable<TestCaseData> Checkpoints()
    {
        yield return new TestCaseData(new Func<SubwordCheckpoint>(SubwordCheckpoint.Roberta), typeof(BytePairTokenizer)).SetArgDisplayNames("RoBERTa");
        yield return new TestCaseData(new Func<SubwordCheckpoint>(() => SubwordCheckpoint.Unigram("xlm-r")), typeof(UnigramTokenizer)).SetArgDisplayNames("XLM-R");
        yield return new TestCaseData(new Func<SubwordCheckpoint>(() => SubwordCheckpoint.Unigram("albert")), typeof(UnigramTokenizer)).SetArgDisplayNames("ALBERT's tokenizer");
    }

    [TestCaseSource(nameof(Checkpoints))]
    public void Fit_WholeChain_SavesLoadsAndPredicts(Func<SubwordCheckpoint> make, Type tokenizer)
    {
        using var checkpoint = make();
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.MulticlassClassification.Trainers.Distillation(Teacher(checkpoint), Small.Distillation()).Prune(Small.Pruning()).Quantize(Small.Aware()))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        var loaded = Journey.Of(_ml, pipeline, leastAccuracy: 0.8);

        Assert.That(loaded.TextModel().Model.CreateTokenizer(), Is.InstanceOf(tokenizer));
    }

    [Test]
    public void Fit_PairsWithOneTokenType_AreToldApartByWhatStandsBetween()
    {
        using var checkpoint = SubwordCheckpoint.Roberta();
        var trainer = _ml.MulticlassClassification.Trainers.TextClassification(Options(checkpoint, options => (options.Sentence2ColumnName, options.Epochs) = ("Sentence2", 1)));

        var model = (FullPrecisionTransformer)SavedModel.RoundTrip(_ml, trainer.Fit(Fitted.Train), Fitted.Train.Schema);

        Assert.That(model.Model.Shape.TokenTypes, Is.EqualTo(1));
        Assert.That(ScoredRows.Of(model.Transform(Fitted.Test)), Has.Count.EqualTo(60));
    }

    [Test]
    public void ExportCheckpoint_RobertaModel_IsACheckpointOfThatArchitectureWithTheSameScores()
    {
        using var checkpoint = SubwordCheckpoint.Roberta();
        using var folder = new TemporaryFolder();
        var model = Teacher(checkpoint).Fit(Fitted.Train);
        string[] texts = [.. Messages.Create(6, seed: 5).Select(message => message.Sentence1)];

        model.ExportCheckpoint(folder.File("export"));

        var again = Checkpoint.Load(folder.File("export"));
        var tokenizer = TextTokenizer.Load(folder.File("export"));
        var compressed = CompressedModelBuilder.FromCheckpoint(again, tokenizer.Vocabulary, tokenizer.Options, maxTokens: model.Model.MaxTokens, subwords: tokenizer.Subwords);
        Assert.That(again.ModelType, Is.EqualTo("roberta"));
        Assert.That(Scores(compressed, texts), Is.EqualTo(model.Score(texts)));
    }

    [Test]
    public void Fit_WhatNeedsWordPiece_IsRefusedBeforeTraining()
    {
        using var checkpoint = SubwordCheckpoint.Roberta();
        var trainers = _ml.MulticlassClassification.Trainers;
        var student = Small.Distillation(options => options.Student = Small.Student with { VocabularySize = 100 });
        var reduced = trainers.TextClassification(Options(checkpoint, options => options.ReducedVocabularySize = 100));

        foreach (var estimator in new IEstimator<ITransformer>[] { trainers.Distillation(Teacher(checkpoint), student), reduced, Teacher(checkpoint).ReduceVocabulary(100) })
        {
            Assert.That(() => estimator.Fit(Fitted.Train), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("needs a WordPiece vocabulary").And.Message.Contains("byte-level-bpe"));
        }
    }

    private static float[][] Scores(CompressedModel model, string[] texts)
    {
        using var classifier = new TextClassifier(model);
        return
        [
            .. texts.Select(text =>
            {
                var scores = new float[model.Labels.Count];
                classifier.Score(text, scores);
                return scores;
            }),
        ];
    }

    private TextClassificationTrainer Teacher(SubwordCheckpoint checkpoint) => _ml.MulticlassClassification.Trainers.TextClassification(Options(checkpoint));

    private static TextClassificationTrainer.Options Options(SubwordCheckpoint checkpoint, Action<TextClassificationTrainer.Options>? change = null) => Small.Teacher(options =>
    {
        (options.Shape, options.VocabularySize, options.Checkpoint, options.MaxTokens) = (null, new TextClassificationTrainer.Options().VocabularySize, checkpoint.Path, 48);
        change?.Invoke(options);
    });
}
