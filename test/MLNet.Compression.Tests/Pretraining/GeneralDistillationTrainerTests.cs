using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Pretraining;

public class GeneralDistillationTrainerTests
{
    private static readonly DistillationRecipe _triple = DistillationRecipe.DistilBertGeneral.Without<CosineLoss>();

    private readonly MLContext _ml = new(seed: 1);

    private TransformsCatalog.TextTransforms Texts => _ml.Transforms.Text;

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(
        _ml, Texts.GeneralDistillation(Fitted.Teacher, Pretrained.General(options => options.Epochs = 1)), Fitted.Train, Fitted.Test, Pretrained.Vectors);

    [Test]
    public void Options_Default_AreTinyBertsGeneralDistillation() => Assert.That(
        (new GeneralDistillationTrainer.Options().Recipe, new GeneralDistillationTrainer.Options().Student), Is.EqualTo((DistillationRecipe.TinyBertGeneral, StudentShape.TinyBert4)));

    [TestCaseSource(nameof(Recipes))]
    public void Fit_Recipe_LowersItsLoss(DistillationRecipe recipe)
    {
        var losses = new List<double>();
        var model = Texts.GeneralDistillation(Pretrained.Masked, Pretrained.General(options =>
        {
            (options.Recipe, options.Epochs, options.Progress) = (recipe with { Start = StudentInitialization.Random }, 16, new Listener(progress => losses.Add(progress.Loss)));
        })).Fit(Fitted.Train);

        Assert.That(losses[^1], Is.LessThan(0.8 * losses[0]));
        Assert.That(model.Model.Shape.Layers.Length, Is.EqualTo(Small.Student.Layers));
        Assert.That(model.Model.Shape.HiddenSize, Is.EqualTo(Small.Student.HiddenSize));
    }

    [Test]
    public void Fit_RecipeThatReadsPredictions_LearnsTheHead()
    {
        var heard = new List<TrainingProgress>();
        var student = Texts.GeneralDistillation(Pretrained.Masked, Pretrained.General(options =>
        {
            (options.Recipe, options.ValidationSet, options.Progress) = (_triple, Fitted.Test, new Listener(heard.Add));
        })).Fit(Fitted.Train);

        Assert.That(student.IsMaskedLanguageModel, Is.True);
        Assert.That(heard[^1].Validation!.Loss, Is.LessThan(Math.Log(student.Model.Vocabulary.Count)));
        Assert.That(Pretrained.Student.IsMaskedLanguageModel, Is.False);
    }

    [Test]
    public void Fit_TeacherInAFolder_IsTheFittedOne()
    {
        using var folder = new TemporaryFolder();
        Fitted.Teacher.ExportCheckpoint(folder.Path);

        var student = Texts.GeneralDistillation(folder.Path, Pretrained.General()).Fit(Fitted.Train);

        Assert.That(Pretrained.Bytes(student.Model), Is.EqualTo(Pretrained.Bytes(Pretrained.Student.Model)));
    }

    [Test]
    public void Fit_ShortOverloads_AreTheOptions()
    {
        var data = _ml.Data.LoadFromEnumerable(Messages.Create(12).Select(message => new { Text = message.Sentence1 }));

        var byName = Texts.GeneralDistillation(Fitted.Teacher, Small.Student, DistillationRecipe.MiniLmV2General).Fit(data);
        var byOptions = Texts.GeneralDistillation(Fitted.Teacher, new GeneralDistillationTrainer.Options { Student = Small.Student, Recipe = DistillationRecipe.MiniLmV2General }).Fit(data);

        Assert.That(Pretrained.Bytes(byName.Model), Is.EqualTo(Pretrained.Bytes(byOptions.Model)));
    }

    [Test]
    public void Fit_AnyThreads_GivesTheSameBytes() => Assert.That(
        Pretrained.Bytes(Texts.GeneralDistillation(Fitted.Teacher, Pretrained.General(options => options.Threads = 2)).Fit(Fitted.Train).Model),
        Is.EqualTo(Pretrained.Bytes(Pretrained.Student.Model)));

    [Test]
    public void Fit_InAChain_IsALinkOfIt()
    {
        var chain = _ml.Transforms.CopyColumns("Text", "Sentence1")
            .Append(Texts.GeneralDistillation(Fitted.Teacher, Pretrained.General(options => (options.TextColumnName, options.Epochs) = ("Text", 1))))
            .Append(_ml.Transforms.NormalizeLpNorm("Features"));

        Assert.That(Pretrained.Vectors(chain.Fit(Fitted.Train).Transform(Fitted.Test)), Has.Count.EqualTo(60));
    }

    private static IEnumerable<DistillationRecipe> Recipes() =>
        [DistillationRecipe.TinyBertGeneral, DistillationRecipe.MiniLmGeneral, DistillationRecipe.MiniLmV2General, _triple with { Name = "predictions and hidden pieces" }];
}
