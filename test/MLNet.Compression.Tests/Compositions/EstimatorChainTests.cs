using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Compositions;

/// <summary>Compression of a chain of estimators, as people write it first.</summary>
public class EstimatorChainTests
{
    private readonly MLContext _ml = new(seed: 1);

    private ValueToKeyMappingEstimator Keys => _ml.Transforms.Conversion.MapValueToKey("Label");

    private IEstimator<ITransformer> Names => _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel");

    private TextClassificationTrainer Trainer => _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher());

    [Test]
    public void Fit_AppendThenPruneThenQuantize_CompressesTheTrainer()
    {
        var pipeline = Keys.Append(Trainer).Prune(Small.Pruning()).Quantize().Append(Names);

        var model = Journey.Of(_ml, pipeline, leastAccuracy: 0.7).TextModel();

        Assert.That(model, Is.InstanceOf<QuantizationTransformer>());
        Assert.That(model.Model.Embeddings.Words, Is.InstanceOf<Int8Matrix>());
        Assert.That(model.Model.Layers[0].FeedForward.Output.Weight.Sparsity, Is.GreaterThan(0.4));
    }

    [Test]
    public void Fit_QuantizeBehindTheWholePipeline_CompressesTheTrainerInside()
    {
        IEstimator<ITransformer> pipeline = Keys.Append(Trainer).Append(Names);

        var model = Journey.Of(_ml, pipeline.Quantize(QuantizationScheme.LearnedStep(4), QuantizationScheme.Int8));

        Assert.That(model.TextModel().Model.Embeddings.Words, Is.InstanceOf<Int8Matrix>());
    }

    [Test]
    public void Fit_ChainInAChain_FindsTheTrainer()
    {
        var pipeline = Keys.Append(Trainer.Append(Names));

        Assert.That(Journey.Of(_ml, pipeline.Quantize()).TextModel(), Is.InstanceOf<QuantizationTransformer>());
    }

    [Test]
    public void Fit_SameStagesWithoutAChain_GivesTheSameModel()
    {
        var rows = Messages.Load(_ml, 60);
        var chain = Keys.Append(Trainer).Prune(Small.Pruning()).Fit(rows).TextModel();

        var alone = Trainer.Prune(Small.Pruning()).Fit(Keys.Fit(rows).Transform(rows));

        Assert.That(chain.Score("I was charged twice"), Is.EqualTo(alone.Score("I was charged twice")));
    }

    [Test]
    public void Quantize_Chain_KeepsScopesAndCaches()
    {
        var pipeline = new EstimatorChain<ITransformer>().Append(Keys, TransformerScope.TrainTest).AppendCacheCheckpoint(_ml).Append(Trainer);

        var links = MicrosoftMLInternals.LinksOf(pipeline.Quantize())!;

        Assert.That(links.Select(link => link.Scope), Is.EqualTo([TransformerScope.TrainTest, TransformerScope.Everything]));
        Assert.That(links.Select(link => link.CacheHost is not null), Is.EqualTo([true, false]));
        Assert.That(pipeline.Quantize().Fit(Messages.Load(_ml, 60)).GetModelFor(TransformerScope.Scoring), Has.Exactly(1).Items, "keys of labels are not for scoring");
    }

    [Test]
    public void Quantize_OriginalChain_StaysAsItWas()
    {
        var pipeline = Keys.Append(Trainer);
        _ = pipeline.Quantize();

        Assert.That(pipeline.Fit(Messages.Load(_ml, 60)).LastTransformer, Is.InstanceOf<FullPrecisionTransformer>());
    }

    [Test]
    public void PruneBlocks_ChainWithoutTextModel_SaysWhatItHas() => Assert.That(
        () => Keys.Append(Names).PruneBlocks(),
        Throws.ArgumentException.With.Message.Contains("no text model").And.Message.Contains("KeyToValueMappingEstimator").And.Message.Contains("Append TextClassification"));

    [Test]
    public void Quantize_ChainWithTwoTextModels_AsksWhich() => Assert.That(
        () => Keys.Append(Trainer).Append(Trainer).Quantize(),
        Throws.ArgumentException.With.Message.Contains("2 text models").And.Message.Contains("by itself"));

    [Test]
    public void Quantize_EmptyChain_SaysSo() =>
        Assert.That(() => new EstimatorChain<ITransformer>().Quantize(), Throws.ArgumentException.With.Message.Contains("made of nothing"));
}
