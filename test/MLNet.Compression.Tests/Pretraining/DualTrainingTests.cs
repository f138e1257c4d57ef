using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Pretraining;

/// <summary>Students with a vocabulary of their own, whose teacher learns it.</summary>
public class DualTrainingTests
{
    private static readonly Lazy<PretrainedTextTransformer> _student = new(() => Fit(new MLContext(seed: 1)));
    private readonly MLContext _ml = new(seed: 1);

    [Test]
    public void Fit_DualTraining_GivesAStudentOfItsOwnVocabulary()
    {
        var (losses, messages, before) = (new List<TrainingProgress>(), new List<string>(), Pretrained.Bytes(Pretrained.Masked.Model));
        _ml.Log += (_, message) => messages.Add(message.RawMessage);

        var student = Fit(_ml, options => (options.Epochs, options.ValidationSet, options.Progress) = (8, Fitted.Test, new Listener(losses.Add)));

        Assert.That(student.Model.Vocabulary.Count, Is.InRange(50, 120));
        Assert.That(student.Model.Shape.VocabularySize, Is.EqualTo(student.Model.Vocabulary.Count));
        Assert.That(student.IsMaskedLanguageModel, Is.True);
        Assert.That(losses[^1].Loss, Is.LessThan(0.9 * losses[0].Loss));
        Assert.That(losses[^1].Validation, Is.Not.Null);
        Assert.That(messages, Has.Some.Contains("learning the student's vocabulary of 120 pieces").And.Some.Contains("A copy of the teacher learns beside the student"));
        Assert.That(Pretrained.Bytes(Pretrained.Masked.Model), Is.EqualTo(before), "the teacher stays");
    }

    [Test]
    public void Fit_TeacherWithoutAHead_StartsOneFreshAndSaysSo()
    {
        var messages = new List<string>();
        _ml.Log += (_, message) => messages.Add(message.RawMessage);

        var student = _ml.Transforms.Text.GeneralDistillation(Fitted.Teacher, Dual(options => options.Epochs = 1)).Fit(Fitted.Train);

        Assert.That(student.IsMaskedLanguageModel, Is.True);
        Assert.That(messages, Has.Some.Contains("new weights").And.Some.Contains("cls.predictions"));
    }

    [Test]
    public void Fit_VocabularyInAFile_IsTheStudents()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "vocab.txt");
        _student.Value.Model.Vocabulary.Save(path);

        var student = Fit(_ml, options => (options.Student, options.StudentVocabulary) = (new ModelShape(2, 32, 2, 64), StudentVocabulary.FromFile(path)));

        Assert.That(Pretrained.Bytes(student.Model), Is.EqualTo(Pretrained.Bytes(_student.Value.Model)));
    }

    [Test]
    public void Fit_Stopped_GoesOnWithTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        void Set(GeneralDistillationTrainer.Options options) => options.ResumeFolder = folder.Path;
        Assert.That(
            () => Fit(_ml, options =>
            {
                Set(options);
                (options.CancellationToken, options.Progress) = (source.Token, new Listener(_ => source.Cancel()));
            }),
            Throws.InstanceOf<OperationCanceledException>());

        var resumed = Fit(new MLContext(seed: 1), Set);

        Assert.That(Pretrained.Bytes(resumed.Model), Is.EqualTo(Pretrained.Bytes(_student.Value.Model)));
    }

    [Test]
    public void TextClassification_StartFromIt_ReadsItsVocabulary()
    {
        var model = _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => (options.Shape, options.StartFrom, options.Epochs) = (null, _student.Value, 1))).Fit(Fitted.Train);

        Assert.That(model.Model.Vocabulary.Tokens, Is.EqualTo(_student.Value.Model.Vocabulary.Tokens));
        Assert.That(model.Score("I was charged twice"), Is.All.InRange(0f, 1f));
    }

    /// <remarks>The teacher of the task reads its own pieces; predictions are compared.</remarks>
    [Test]
    public void Distillation_OfPredictionsFromIt_HasItsWeightsAndVocabularyAtFirst()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "vocab.txt");
        var start = _student.Value.Model;
        start.Vocabulary.Save(path);
        var recipe = DistillationRecipe.Hinton() with { Start = StudentInitialization.From(start) };

        var model = _ml.MulticlassClassification.Trainers.Distillation(Fitted.Teacher, Small.Distillation(options =>
        {
            (options.Student, options.StudentVocabulary, options.Recipe) = (new ModelShape(2, 32, 2, 64), StudentVocabulary.FromFile(path), recipe);
            (options.Epochs, options.LearningRate, options.WeightDecay) = (1, 1e-9, 0);
        })).Fit(Fitted.Train).Model;

        Assert.That(model.Vocabulary.Tokens, Is.EqualTo(start.Vocabulary.Tokens));
        var (own, others) = (new float[start.Shape.HiddenSize], new float[start.Shape.HiddenSize]);
        for (var piece = 0; piece < start.Vocabulary.Count; piece++)
        {
            model.Embeddings.Words.DecodeRow(piece, own);
            start.Embeddings.Words.DecodeRow(piece, others);
            Assert.That(own, Is.EqualTo(others).Within(1e-5));
        }
    }

    [Test]
    public void Fit_MixedVocabulary_HasTwoStages()
    {
        var stages = new List<string>();

        var student = Fit(_ml, options => (options.Recipe, options.Progress) = (DistillationRecipe.MixedVocabulary(), new Listener(progress => stages.Add(progress.Stage))));

        Assert.That(stages.Distinct(), Is.EqualTo(["mix vocabularies", "learn words"]));
        Assert.That(student.Model.Vocabulary.Tokens, Is.EqualTo(_student.Value.Model.Vocabulary.Tokens));
    }

    /// <remarks>Nothing of the teacher is asked, so that the vocabulary may be any.</remarks>
    [Test]
    public void Fit_MaskedLanguageModelAlone_MayHaveAVocabularyOfItsOwn()
    {
        var recipe = new DistillationRecipe("words", new DistillationStage("learn words", 1, new LanguageModelLoss()) { Masking = Masking.Bert }) { Start = StudentInitialization.Random };

        Assert.That(Fit(_ml, options => (options.Recipe, options.StudentVocabulary) = (recipe, StudentVocabulary.Learned)).Model.Vocabulary.Tokens, Is.EqualTo(_student.Value.Model.Vocabulary.Tokens));
    }

    [Test]
    public void Fit_ReducedVocabulary_TheTeacherReadsThePiecesToo()
    {
        var student = Fit(_ml, options => (options.Recipe, options.Epochs) = (DistillationRecipe.MiniLmV2General, 1));

        Assert.That(student.Model.Vocabulary.Count, Is.LessThanOrEqualTo(120).And.LessThan(Pretrained.Masked.Model.Vocabulary.Count));
        Assert.That(student.Model.Vocabulary.Tokens, Is.SubsetOf(Pretrained.Masked.Model.Vocabulary.Tokens));
        Assert.That(student.Model.Shape.VocabularySize, Is.EqualTo(student.Model.Vocabulary.Count));
    }

    [Test]
    public void Fit_WhatDoesNotFit_IsRefused()
    {
        Refused(options => (options.Recipe, options.StudentVocabulary) = (DistillationRecipe.MiniLmV2General, StudentVocabulary.Learned), "StudentVocabulary is Learned", "DualTraining");
        Refused(options => options.Student = new ModelShape(2, 32, 2, 64) with { VocabularySize = 100_000 }, "100,000 pieces, more than the teacher's");
        Refused(options => options.Student = Small.Student with { VocabularySize = 120 }, "the student has 1 layers and the teacher 2", "LayerMap.Uniform");
        Refused(options => options.StudentVocabulary = StudentVocabulary.FromFile("vocab.txt"), "FromFile(vocab.txt)", "VocabularySize is 120");
        Assert.That(
            () => _ml.Transforms.Text.GeneralDistillation(Fitted.Teacher, Dual()).Fit(_ml.Data.LoadFromEnumerable(Enumerable.Repeat(new Message { Sentence1 = " " }, 3))),
            Throws.InvalidOperationException.With.Message.Contains("nothing to learn a vocabulary from"));
    }

    [Test]
    public void Distillation_OnATask_RefusesARecipeOfRunningText() => Assert.That(
        () => _ml.MulticlassClassification.Trainers.Distillation(Fitted.Teacher, Small.Distillation(options => options.Recipe = DistillationRecipe.DualTraining())).Fit(Fitted.Train),
        Throws.ArgumentException.With.Message.Contains("GeneralDistillation"));

    private void Refused(Action<GeneralDistillationTrainer.Options> change, params string[] words)
    {
        var message = Assert.Catch<ArgumentException>(() => Fit(_ml, change))!.Message;
        TestContext.Out.WriteLine(message);
        foreach (var word in words)
        {
            Assert.That(message, Does.Contain(word));
        }
    }

    private static PretrainedTextTransformer Fit(MLContext ml, Action<GeneralDistillationTrainer.Options>? change = null) =>
        ml.Transforms.Text.GeneralDistillation(Pretrained.Masked, Dual(change)).Fit(Fitted.Train);

    private static GeneralDistillationTrainer.Options Dual(Action<GeneralDistillationTrainer.Options>? change = null) => Pretrained.General(options =>
    {
        (options.Student, options.Recipe) = (new ModelShape(2, 32, 2, 64) with { VocabularySize = 120 }, DistillationRecipe.DualTraining());
        change?.Invoke(options);
    });
}
