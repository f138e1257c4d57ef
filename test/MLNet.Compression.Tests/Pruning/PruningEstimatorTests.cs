using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Pruning;

public class PruningEstimatorTests
{
    private static readonly MLContext _ml = Fitted.Context;
    private static readonly string[] _texts = ["where is my parcel", "the invoice is wrong", "thanks"];

    [Test]
    public void Fit_FittedModel_RemovesTheShareAskedFor()
    {
        var before = Fitted.Teacher.Model.SizeInBytes;

        var pruned = _ml.MulticlassClassification.Trainers.Prune(Fitted.Teacher, Small.Pruning(options => options.Sparsity = 0.75)).Fit(Fitted.Train);

        Assert.That(pruned.Model.Layers.SelectMany(layer => layer.Linears).Select(linear => linear.Weight.Sparsity), Has.All.EqualTo(0.75).Within(0.05));
        Assert.That(pruned.Model.SizeInBytes, Is.LessThan(before));
        Assert.That(_ml.MulticlassClassification.Evaluate(pruned.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.7));
        Assert.That(Fitted.Teacher.Model.Layers[0].FeedForward.Output.Weight.Sparsity, Is.Zero, "the model it started from stays dense");
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(
        _ml, _ml.MulticlassClassification.Trainers.Prune(Fitted.Teacher, Small.Pruning(options => options.Epochs = 1)), Fitted.Train, Fitted.Test);

    [Test]
    public void PruneBlocks_BlockThatNoKernelSkips_Throws() =>
        Assert.That(
            () => _ml.MulticlassClassification.Trainers.TextClassification().PruneBlocks(block: new BlockShape(6, 4)),
            Throws.ArgumentException.With.Message.Contains("6 x 4").And.Message.Contains("4 x 4"));

    [Test]
    public void PruneBlocks_SparsityOutOfRange_Throws() =>
        Assert.That(() => _ml.MulticlassClassification.Trainers.TextClassification().PruneBlocks(sparsity: 1), Throws.ArgumentException.With.Message.Contains("Sparsity is 1"));

    [Test]
    public void Fit_TeacherNamed_GuidesInPlaceOfTheModelItself()
    {
        var student = Student();
        var pruning = Small.Pruning(options =>
        {
            options.Epochs = 1;
            options.Losses = [new PredictionLoss { Teachers = [0] }];
        });

        var alone = _ml.MulticlassClassification.Trainers.Prune(student, pruning).Fit(Fitted.Train);
        pruning.Teacher = Fitted.Teacher;
        var guided = _ml.MulticlassClassification.Trainers.Prune(student, pruning).Fit(Fitted.Train);
        var chained = _ml.MulticlassClassification.Trainers.Distillation(Fitted.Teacher, Small.Distillation()).Prune(Small.Pruning(options =>
        {
            options.Epochs = 1;
            options.Losses = [new PredictionLoss { Teachers = [0] }];
        })).Fit(Fitted.Train);

        Assert.That(guided.Score(_texts), Is.EqualTo(chained.Score(_texts)), "as in a chain, where the stage before has the teacher");
        Assert.That(guided.Score(_texts), Is.Not.EqualTo(alone.Score(_texts)));
    }

    [Test]
    public void Prune_TeacherWithFurtherPieces_GuidesAsInAChain()
    {
        var shape = Small.Student with { VocabularySize = 120 };
        var distillation = Small.Distillation(options => (options.Student, options.Epochs) = (shape, 1));
        var student = _ml.MulticlassClassification.Trainers.Distillation(Fitted.Teacher, distillation).Fit(Fitted.Train);

        var guided = _ml.MulticlassClassification.Trainers.Prune(student, Pruning(Fitted.Teacher)).Fit(Fitted.Train);
        var chained = _ml.MulticlassClassification.Trainers.Distillation(Fitted.Teacher, distillation).Prune(Pruning(null)).Fit(Fitted.Train);

        Assert.That(student.Model.Vocabulary.Count, Is.EqualTo(120).And.LessThan(Fitted.Teacher.Model.Vocabulary.Count));
        Assert.That(guided.Score(_texts), Is.EqualTo(chained.Score(_texts)));

        static PruningEstimator.Options Pruning(ITransformer? teacher) => Small.Pruning(options => (options.Epochs, options.Losses, options.Teacher) = (1, [new PredictionLoss { Teachers = [0] }], teacher));
    }

    [Test]
    public void Prune_TeacherThatIsNoTextModel_Throws() => Assert.That(
        () => _ml.MulticlassClassification.Trainers.Prune(Fitted.Teacher, Small.Pruning(options => options.Teacher = _ml.Transforms.CopyColumns("a", "Sentence1").Fit(Fitted.Train))),
        Throws.ArgumentException.With.Message.Contains("Teacher").And.Message.Contains("no text model"));

    [Test]
    public void Fit_TeacherOfOtherPieces_ThrowsBeforeItTrains()
    {
        var other = _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options =>
        {
            options.VocabularySize = 200;
            options.Epochs = 1;
        })).Fit(Fitted.Train);

        Assert.That(
            () => _ml.MulticlassClassification.Trainers.Prune(Fitted.Teacher, Small.Pruning(options => options.Teacher = other)).Fit(Fitted.Train),
            Throws.ArgumentException.With.Message.Contains("other pieces"));
    }

    [Test]
    public void Fit_TeacherOfOtherClasses_ThrowsBeforeItTrains()
    {
        var other = _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)).Fit(
            Messages.LoadKeyed(_ml, Messages.Create(240).Where(message => message.Label != "account")));

        Assert.That(
            () => _ml.MulticlassClassification.Trainers.Prune(Fitted.Teacher, Small.Pruning(options => options.Teacher = other)).Fit(Fitted.Train),
            Throws.ArgumentException.With.Message.Contains("same classes"));
    }

    private static FullPrecisionTransformer Student() => _ml.MulticlassClassification.Trainers.Distillation(Fitted.Teacher, Small.Distillation()).Fit(Fitted.Train);
}
