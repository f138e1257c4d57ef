using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Tests.Support;
using MLNet.Compression.Tests.TextRegression;

namespace MLNet.Compression.Tests.Vocabularies;

public class ReduceVocabularyTests
{
    private const int Pieces = 150;

    private readonly MLContext _ml = new(seed: 1);
    private readonly List<string> _messages = [];

    private MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [OneTimeSetUp]
    public void Listen()
    {
        MLNetCompression.Register(_ml);
        _ml.Log += (_, message) => _messages.Add(message.RawMessage);
    }

    private static IEnumerable<TestCaseData> Models()
    {
        yield return new TestCaseData((Func<TextModelTransformer>)(() => Fitted.Teacher)).SetArgDisplayNames("fp32");
        yield return new TestCaseData((Func<TextModelTransformer>)(() => Fitted.Compressed)).SetArgDisplayNames("pruned and quantised");
        yield return new TestCaseData((Func<TextModelTransformer>)(() => Fitted.Teacher.Quantize(QuantizationScheme.LearnedStep(4)))).SetArgDisplayNames("4 bits");
        yield return new TestCaseData((Func<TextModelTransformer>)(() => Fitted.Teacher.Quantize(QuantizationScheme.Codebook(16)))).SetArgDisplayNames("codebook");
    }

    /// <summary>With all pieces of the test rows the scores are the same bits, through a saved file too.</summary>
    [TestCaseSource(nameof(Models))]
    public void ReduceVocabulary_FittedModelOfAnyFormat_ScoresItsCorpusAsBefore(Func<TextModelTransformer> create)
    {
        var model = create();

        var reduced = (TextModelTransformer)model.ReduceVocabulary(Fitted.Test, new VocabularyReductionEstimator.Options());

        var loaded = (TextModelTransformer)SavedModel.RoundTrip(_ml, reduced, Fitted.Test.Schema);
        Assert.That(ScoredRows.Of(loaded.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(model.Transform(Fitted.Test))));
        Assert.That(loaded, Is.TypeOf(model.GetType()));
        Assert.That(reduced.Model.Embeddings.Words.GetType(), Is.EqualTo(model.Model.Embeddings.Words.GetType()));
        Assert.That(reduced.Model.SizeInBytes, Is.LessThan(model.Model.SizeInBytes));
        var report = reduced.Report.Stages[^1].Vocabulary!;
        Assert.That((report.Pieces, report.Coverage, report.ChangedTexts), Is.EqualTo((reduced.Model.Vocabulary.Count, 1.0, 0.0)));
        Assert.That(reduced.Report.ToString(), Does.Contain($"reduce vocabulary: {report}"));
    }

    [Test]
    public void Fit_AfterTraining_GivesTheModelOfTheFittedRoute()
    {
        var trained = Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1));
        var direct = (TextModelTransformer)trained.Fit(Fitted.Train).ReduceVocabulary(Fitted.Train, Pieces);

        var fitted = trained.ReduceVocabulary(Pieces).Fit(Fitted.Train);

        Assert.That(fitted.Model.Vocabulary.Tokens, Is.EqualTo(direct.Model.Vocabulary.Tokens));
        Assert.That(ScoredRows.Of(fitted.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(direct.Transform(Fitted.Test))));
        Assert.That(fitted.Model.Vocabulary.Count, Is.EqualTo(Pieces));
        Assert.That(_messages, Has.Some.StartsWith($"reduce vocabulary: {Pieces} of "));
    }

    /// <summary>Data, validation rows and teacher of the stages behind are in the tokens of the reduced model.</summary>
    [Test]
    public void Fit_InTheMiddleOfAChain_IsGoneOnFrom()
    {
        var validation = Messages.Load(_ml, 60, seed: 8);
        var chain = Trainers.Distillation(Trainers.TextClassification(Small.Teacher(options => options.ValidationSet = validation)), Small.Distillation())
            .ReduceVocabulary(Pieces).Prune(Small.Pruning()).Quantize(Small.Aware());

        var model = chain.Fit(Fitted.Train);

        Assert.That(model.Report.Stages.Select(stage => stage.Stage), Is.EqualTo((string[])["fine-tune", "distil", "reduce vocabulary", "prune", "quantise"]));
        Assert.That(model.Model.Embeddings.Words.Rows, Is.EqualTo(Pieces));
        Assert.That(model.Report.Stages.Skip(1).Select(stage => stage.Result!.Quality.Accuracy), Has.All.GreaterThan(0.7));
        Assert.That(_ml.MulticlassClassification.Evaluate(model.Transform(Fitted.Test)).MicroAccuracy, Is.EqualTo(model.Report.Quality!.Accuracy).Within(1e-9));
    }

    [Test]
    public void Fit_BehindQuantization_KeepsWhatIsStored()
    {
        var quantized = Trainers.Quantize(Fitted.Teacher, new QuantizationEstimator.Options { Scheme = QuantizationScheme.LearnedStep(3) });

        var model = quantized.ReduceVocabulary(Pieces).Fit(Fitted.Train);

        Assert.That(model, Is.InstanceOf<QuantizationTransformer>());
        Assert.That(((QuantizedMatrix)model.Model.Embeddings.Words).FormatName, Is.EqualTo(((QuantizedMatrix)quantized.Fit(Fitted.Train).Model.Embeddings.Words).FormatName));
    }

    [Test]
    public void Fit_TeacherOfAReducedVocabulary_GivesItToItsStudent()
    {
        var teacher = Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)).ReduceVocabulary(Pieces);

        var student = Trainers.Distillation(teacher, Small.Distillation(options => options.Epochs = 1)).Fit(Fitted.Train);

        Assert.That(student.Model.Vocabulary.Count, Is.EqualTo(Pieces));
    }

    [Test]
    public void ReduceVocabulary_ValidationSet_IsMeasuredBesideTheModelAsItWas()
    {
        var options = new VocabularyReductionEstimator.Options { Pieces = Pieces, ValidationSet = Fitted.Test };

        var quality = ((TextModelTransformer)Fitted.Teacher.ReduceVocabulary(Fitted.Train, options)).Report.Quality!;

        Assert.That((quality.Rows, quality.LabelLoyalty is > 0.5 and <= 1), Is.EqualTo((60, true)));
    }

    [Test]
    public void ReduceVocabulary_GeneralCorpus_DecidesWhatTheCorpusLeavesOpen()
    {
        var empty = _ml.Data.LoadFromEnumerable([new Message { Label = "billing", Sentence1 = "" }]);
        var options = new VocabularyReductionEstimator.Options { Pieces = Pieces, Corpus = empty, GeneralCorpus = Fitted.Train };

        var reduced = (TextModelTransformer)Fitted.Teacher.ReduceVocabulary(Fitted.Train, options);

        var expected = (TextModelTransformer)Fitted.Teacher.ReduceVocabulary(Fitted.Train, Pieces);
        Assert.That(reduced.Model.Vocabulary.Tokens, Is.EqualTo(expected.Model.Vocabulary.Tokens));
    }

    [Test]
    public void ReduceVocabulary_FewerPiecesThanCharacters_IsRefusedBeforeTraining()
    {
        _messages.Clear();

        Assert.That(() => Trainers.TextClassification(Small.Teacher()).ReduceVocabulary(20).Fit(Fitted.Train), Throws.ArgumentException.With.Message.Contains("20 pieces are asked for"));
        Assert.That(_messages, Has.None.StartsWith("fine-tune"));
    }

    [Test]
    public void ReduceVocabulary_BadOptions_AreRefused()
    {
        var trainer = Trainers.TextClassification(Small.Teacher());

        Assert.That(() => trainer.ReduceVocabulary(0), Throws.ArgumentException.With.Message.Contains("Pieces is 0"));
        Assert.That(() => trainer.ReduceVocabulary(new VocabularyReductionEstimator.Options { Coverage = 99 }), Throws.ArgumentException.With.Message.Contains("99 % is 0.99"));
        Assert.That(() => trainer.ReduceVocabulary(new VocabularyReductionEstimator.Options { Pieces = 9, Coverage = 0.5 }), Throws.ArgumentException.With.Message.Contains("Set one of the two"));
        Assert.That(() => trainer.ReduceVocabulary(new VocabularyReductionEstimator.Options { GeneralCorpus = Fitted.Train }), Throws.ArgumentException.With.Message.Contains("GeneralCorpus is set"));
        Assert.That(
            () => Fitted.Teacher.ReduceVocabulary(Fitted.Train, new VocabularyReductionEstimator.Options { Corpus = _ml.Data.LoadFromEnumerable<Message>([]) }),
            Throws.InvalidOperationException.With.Message.Contains("Corpus has no rows"));
    }

    /// <summary>Cut first, then trained: from a fitted model for other classes of the same texts.</summary>
    [Test]
    public void Fit_ReducedBeforeTraining_LearnsWithTheKeptPieces()
    {
        _messages.Clear();
        var model = Trainers.TextClassification(Small.Teacher(options =>
            (options.Shape, options.StartFrom, options.ReducedVocabularySize, options.Epochs) = (null, Fitted.Teacher, Pieces, 1))).Fit(Fitted.Train);

        Assert.That(model.Model.Vocabulary.Count, Is.EqualTo(Pieces).And.EqualTo(model.Model.Embeddings.Words.Rows));
        Assert.That(model.Model.Vocabulary.Tokens, Is.EqualTo(((TextModelTransformer)Fitted.Teacher.ReduceVocabulary(Fitted.Train, Pieces)).Model.Vocabulary.Tokens));
        Assert.That(_ml.MulticlassClassification.Evaluate(model.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.9));
        Assert.That(_messages, Has.Some.StartsWith($"the model's vocabulary: {Pieces} of "));
        Assert.That(() => Trainers.TextClassification(Small.Teacher(options => options.ReducedVocabularySize = 100)), Throws.ArgumentException.With.Message.Contains("set VocabularySize"));
    }

    [Test]
    public void ReduceVocabulary_ModelOfRunningText_TeachesAndIsStartedFrom()
    {
        var reduced = Pretrained.Masked.ReduceVocabulary(Fitted.Train, Pieces);

        var loaded = (PretrainedTextTransformer)SavedModel.RoundTrip(_ml, reduced, Fitted.Test.Schema);
        var whole = Pretrained.Masked.ReduceVocabulary(Fitted.Test, new VocabularyReductionEstimator.Options());
        var student = _ml.Transforms.Text.GeneralDistillation(loaded, Pretrained.General(options => options.Epochs = 1)).Fit(Fitted.Train);
        Assert.That((reduced.Model.Vocabulary.Count, reduced.Model.LanguageModel!.Bias.Length, reduced.IsMaskedLanguageModel), Is.EqualTo((Pieces, Pieces, true)));
        Assert.That(reduced.Stages[^1].Vocabulary!.Pieces, Is.EqualTo(Pieces));
        Assert.That(Pretrained.Vectors(loaded.Transform(Fitted.Test)), Is.EqualTo(Pretrained.Vectors(reduced.Transform(Fitted.Test))));
        Assert.That(Pretrained.Vectors(whole.Transform(Fitted.Test)), Is.EqualTo(Pretrained.Vectors(Pretrained.Masked.Transform(Fitted.Test))));
        Assert.That(student.Model.Vocabulary.Count, Is.EqualTo(Pieces));
    }

    [Test]
    public void ReduceVocabulary_Regression_IsMeasuredInItsPieces()
    {
        var rows = _ml.Data.LoadFromEnumerable(RatedMessage.Create(120));
        var trainer = _ml.Regression.Trainers.TextRegression(new TextRegressionTrainer.Options { Shape = Small.Student, VocabularySize = 250, Epochs = 2, ValidationSet = rows, Threads = 1 });

        var model = trainer.ReduceVocabulary(Pieces).Fit(rows);

        Assert.That(model.Report.Quality!.Regression!.Pearson, Is.EqualTo(Pearson(model, rows)).Within(1e-5));
        Assert.That(model.Model.Vocabulary.Count, Is.EqualTo(Pieces));
    }

    private static double Pearson(TextModelTransformer model, IDataView rows)
    {
        var (scores, labels) = (model.Transform(rows).GetColumn<float>("Score").ToArray(), rows.GetColumn<float>("Label").ToArray());
        var (meanScore, meanLabel) = (scores.Average(), labels.Average());
        var covariance = scores.Zip(labels, (score, label) => (double)(score - meanScore) * (label - meanLabel)).Sum();
        return covariance / Math.Sqrt(scores.Sum(score => Math.Pow(score - meanScore, 2)) * labels.Sum(label => Math.Pow(label - meanLabel, 2)));
    }

    /// <summary>Running text has no second texts.</summary>
    [Test]
    public void ReduceVocabulary_ModelOfPairs_TakesAGeneralCorpusOfSingleTexts()
    {
        var trained = Trainers.TextClassification(Small.Teacher(options => (options.Sentence2ColumnName, options.Epochs) = ("Sentence2", 1))).Fit(Fitted.Train);
        var single = _ml.Transforms.DropColumns("Sentence2").Fit(Fitted.Train).Transform(Fitted.Train);

        var reduced = (TextModelTransformer)trained.ReduceVocabulary(Fitted.Train, new VocabularyReductionEstimator.Options { Pieces = Pieces, GeneralCorpus = single });

        Assert.That(reduced.Model.Vocabulary.Count, Is.EqualTo(Pieces));
        Assert.That(reduced.Report.Stages[^1].Vocabulary!.Texts, Is.EqualTo(480), "two a row");
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(
        _ml, Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)).ReduceVocabulary(Pieces), Fitted.Train, Fitted.Test);

    [Test]
    public void ReduceVocabulary_Chains_KeepTheirOtherLinks()
    {
        var rows = Messages.Load(_ml, 60);
        IEstimator<ITransformer> chain = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

        var fitted = chain.ReduceVocabulary(Pieces).Fit(rows);
        var again = fitted.ReduceVocabulary(rows, Pieces - 10);

        Assert.That(fitted.TextModel().Model.Vocabulary.Count, Is.EqualTo(Pieces));
        Assert.That(again.TextModel().Model.Vocabulary.Count, Is.EqualTo(Pieces - 10));
        Assert.That(again.Transform(rows).Schema["PredictedLabel"].Type, Is.EqualTo(rows.Schema["Label"].Type));
    }
}
