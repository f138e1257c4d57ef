using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Pretraining;

/// <summary>What is refused before anything is trained.</summary>
public class PretrainingFaultsTests
{
    private readonly MLContext _ml = new(seed: 1);

    private TransformsCatalog.TextTransforms Texts => _ml.Transforms.Text;

    [Test]
    public void Fit_PredictionsOfATeacherWithoutTheHead_NamesLossTensorsAndRemedy() => Refused(
        General(DistillationRecipe.DistilBertGeneral.Without<CosineLoss>()), "predictions of hidden tokens", "cls.predictions.transform.dense.weight", "ContinuedPretraining", "TinyBertGeneral");

    [Test]
    public void Fit_PredictionsOfAStudentWhoseHeadWasNotLearnt_AreRefusedToo() => Refused(
        Texts.GeneralDistillation(Pretrained.Student, Options(DistillationRecipe.DistilBertGeneral.Without<CosineLoss>())), "no learnt masked-LM head");

    [Test]
    public void Fit_RecipeThatNeedsLabels_IsRefused() => Refused(General(DistillationRecipe.MiniLm), "needs rows with labels", "fine-tune");

    [Test]
    public void Fit_HeadsThatDiffer_AreRefused() => Refused(
        Texts.GeneralDistillation(Fitted.Teacher, Pretrained.General(options => options.Student = new ModelShape(1, 32, 4, 64))), "attention scores", "heads");

    [Test]
    public void Fit_StartOfAnotherVocabulary_IsRefused()
    {
        var other = _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => (options.VocabularySize, options.Epochs) = (40, 1)))
            .Fit(_ml.Transforms.Conversion.MapValueToKey("Label").Fit(Numbers).Transform(Numbers));

        Refused(General(DistillationRecipe.TinyBertGeneral with { Start = StudentInitialization.From(other.Model) }), "another vocabulary", "pieces");
    }

    [Test]
    public void Fit_LossThatAsksForHiddenPiecesOfAStageWithout_IsRefused() => Refused(
        General(new DistillationRecipe("own", new DistillationStage("distil", 1, new LanguageModelLoss()))), "the stage hides none");

    [Test]
    public void Fit_ValidationSetForAHeadThatIsNotTaught_IsRefused() => Refused(
        Texts.GeneralDistillation(Fitted.Teacher, Pretrained.General(options => options.ValidationSet = Fitted.Test)), "ValidationSet", "DistilBertGeneral");

    [Test]
    public void Fit_EmptyOrMissingFolder_IsRefused()
    {
        using var folder = new TemporaryFolder();

        Assert.That(() => Texts.ContinuedPretraining(folder.Path, Pretrained.Continued()).Fit(Fitted.Train), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("config.json"));
        Assert.That(() => Texts.GeneralDistillation("nowhere", Pretrained.General()).Fit(Fitted.Train), Throws.TypeOf<DirectoryNotFoundException>().With.Message.Contains("nowhere"));
    }

    [Test]
    public void Fit_NoTexts_IsRefused()
    {
        var estimator = Texts.ContinuedPretraining(Fitted.Teacher, Pretrained.Continued());

        Assert.That(() => estimator.Fit(Messages.Load(_ml, 0)), Throws.InvalidOperationException.With.Message.Contains("has no rows"));
        Assert.That(
            () => estimator.Fit(_ml.Data.LoadFromEnumerable(Enumerable.Repeat(new Message { Sentence1 = "  " }, 3))),
            Throws.InvalidOperationException.With.Message.Contains("All 3 texts").And.Message.Contains("'Sentence1'"));
    }

    [Test]
    public void Fit_SomeTextsEmpty_LeavesThemOutAndSaysSo()
    {
        var messages = new List<string>();
        _ml.Log += (_, message) => messages.Add(message.RawMessage);
        var rows = Messages.Create(20).Append(new Message { Sentence1 = "" });

        Texts.ContinuedPretraining(Fitted.Teacher, Pretrained.Continued(options => (options.Epochs, options.MaxTokens) = (1, 5))).Fit(_ml.Data.LoadFromEnumerable(rows));

        Assert.That(messages, Has.Some.Contains("1 of 21 texts are empty").And.Some.Contains("more than 5 tokens and are cut"));
    }

    [Test]
    public void Options_Faults_AreReportedTogether() => Assert.That(
        () => Texts.GeneralDistillation(Fitted.Teacher, Pretrained.General(options => (options.OutputColumnName, options.BatchSize) = ("Sentence1", 0))),
        Throws.ArgumentException.With.Message.Contains("BatchSize is 0").And.Message.Contains("'Sentence1' is used twice"));

    private IDataView Numbers => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Message { Label = i % 2 == 0 ? "even" : "odd", Sentence1 = $"{i} {i * 7} {i * 31}" }));

    private GeneralDistillationTrainer General(DistillationRecipe recipe) => Texts.GeneralDistillation(Fitted.Teacher, Options(recipe));

    private static GeneralDistillationTrainer.Options Options(DistillationRecipe recipe) => Pretrained.General(options => options.Recipe = recipe);

    private static void Refused(PretrainingEstimator estimator, params string[] words)
    {
        var message = Assert.Catch<ArgumentException>(() => estimator.Fit(Fitted.Train))!.Message;
        TestContext.Out.WriteLine(message);
        foreach (var word in words)
        {
            Assert.That(message, Does.Contain(word));
        }
    }
}
