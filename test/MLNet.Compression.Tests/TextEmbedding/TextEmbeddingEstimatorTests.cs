using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.TextEmbedding;

public class TextEmbeddingEstimatorTests
{
    private static readonly MLContext _ml = Fitted.Context;

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(_ml, _ml.Transforms.Text.TextEmbedding(Fitted.Teacher, Embeddings.Options()), Fitted.Train, Fitted.Test, Embeddings.Bits);

    [Test]
    public void Fit_EmptyData_ReadsTheModelAndNoRow()
    {
        var none = _ml.Data.LoadFromEnumerable(Array.Empty<Message>());

        var model = _ml.Transforms.Text.TextEmbedding(Fitted.Teacher, Embeddings.Options()).Fit(none);

        Assert.That(model.Embed("I was charged twice"), Has.Length.EqualTo(64));
        Assert.That(((VectorDataViewType)model.GetOutputSchema(Fitted.Test.Schema)["Embedding"].Type).Size, Is.EqualTo(64));
    }

    [Test]
    public void Transform_MeanOfAClassifiersStates_IsWhatItsEncoderGives()
    {
        var model = Embeddings.Teacher;
        using var encoder = new SentenceEncoder(Fitted.Teacher.Model);

        var rows = model.Transform(Fitted.Test);

        foreach (var (text, vector) in rows.GetColumn<string>("Sentence1").Zip(rows.GetColumn<float[]>("Embedding")))
        {
            var mean = new float[64];
            encoder.Encode(text, mean);
            var length = Math.Sqrt(mean.Sum(value => (double)value * value));
            Assert.That(vector, Is.EqualTo(mean.Select(value => (float)(value / length))).Within(1e-5), text);
            Assert.That(model.Embed(text), Is.EqualTo(vector));
        }
    }

    [Test]
    public void Embed_SeveralTexts_AreThoseOfEach()
    {
        string?[] texts = ["the parcel never arrived", null, "I cannot log in"];

        Assert.That(Embeddings.Teacher.Embed(texts), Is.EqualTo(texts.Select(Embeddings.Teacher.Embed)));
        Assert.That(Embeddings.Teacher.Embed((string?)null), Is.EqualTo(Embeddings.Teacher.Embed("")));
    }

    [Test]
    public void PredictionEngine_OneText_GivesItsVector()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Message, Embeddings.Row>(Embeddings.Teacher, new PredictionEngineOptions { OwnsTransformer = false });

        Assert.That(engine.Predict(new Message { Sentence1 = "I was charged twice" }).Embedding, Is.EqualTo(Embeddings.Teacher.Embed("I was charged twice")));
    }

    [Test]
    public void Fit_Folder_PoolsAsTheOptionsSay([Values] EmbeddingPooling pooling, [Values] bool normalize)
    {
        using var folder = new CheckpointCopy("bert-sequence");

        var model = _ml.Transforms.Text.TextEmbedding(folder.Path, "Sentence1", pooling: pooling, normalize: normalize).Fit(Fitted.Test);

        Assert.That(model.Model.Head, Is.EqualTo(normalize ? HeadKind.UnitEmbedding : HeadKind.Embedding));
        Assert.That(model.Model.Shape.Pooler, Is.EqualTo(pooling == EmbeddingPooling.Mean ? PoolerKind.Mean : PoolerKind.None));
        Assert.That(model.Embed("a text").Sum(value => value * value), normalize ? Is.EqualTo(1).Within(1e-5) : Is.Not.EqualTo(1).Within(1e-2));
    }

    [Test]
    public void Fit_QuantisedModel_KeepsItsWeightsAsTheyAreStored()
    {
        var model = _ml.Transforms.Text.TextEmbedding(Fitted.Compressed, Embeddings.Options()).Fit(Fitted.Test);

        Assert.That(model, Is.InstanceOf<QuantizationTransformer>());
        Assert.That(model.Model.Layers, Is.EqualTo(Fitted.Compressed.Model.Layers));
    }

    [Test]
    public void Fit_EmbeddingModel_IsAsItWasButForWhatIsAskedFor()
    {
        var same = _ml.Transforms.Text.TextEmbedding(Embeddings.Teacher.Model, Embeddings.Options(options => options.Normalize = null)).Fit(Fitted.Test);
        var raw = _ml.Transforms.Text.TextEmbedding(Embeddings.Teacher, Embeddings.Options(options => options.Normalize = false)).Fit(Fitted.Test);

        Assert.That(same.Embed("a text"), Is.EqualTo(Embeddings.Teacher.Embed("a text")));
        Assert.That(raw.Model.Head, Is.EqualTo(HeadKind.Embedding));
    }

    [Test]
    public void Options_Faults_AreNamed()
    {
        Assert.That(() => Made(options => options.InputColumnName = ""), Throws.ArgumentException.With.Message.Contains("empty"));
        Assert.That(() => Made(options => options.OutputColumnName = "Sentence1"), Throws.ArgumentException.With.Message.Contains("'Sentence1' is used twice"));
        Assert.That(() => Made(options => options.Pooling = (EmbeddingPooling)7), Throws.ArgumentException.With.Message.Contains("Mean and FirstToken"));
        Assert.That(() => Made(options => options.MaxTokens = 1), Throws.ArgumentException.With.Message.Contains("MaxTokens"));
        Assert.That(() => Made(options => options.MaxTokens = 1000).Fit(Fitted.Test), Throws.ArgumentException.With.Message.Contains("1000").And.Message.Contains("positions"));
        Assert.That(() => _ml.Transforms.Text.TextEmbedding("no such folder").Fit(Fitted.Test), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("'Text'"));
        Assert.That(() => _ml.Transforms.Text.TextEmbedding("no such folder", "Sentence1").Fit(Fitted.Test), Throws.InstanceOf<DirectoryNotFoundException>());
    }

    [Test]
    public void Embed_Classifier_SaysWhatToDo() =>
        Assert.That(() => Fitted.Teacher.Embed("a text"), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("TextEmbedding"));

    [Test]
    public void Score_EmbeddingModel_IsRefused() =>
        Assert.That(() => Embeddings.Teacher.Score("a text"), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("vectors of 64 dimensions"));

    [Test]
    public void Load_OtherDimensionsInTheBlock_IsRefused()
    {
        var zip = SavedModel.Save(_ml, Embeddings.Teacher, Fitted.Test.Schema);
        var damaged = SavedModel.Change(zip, "Model.key", bytes =>
        {
            var place = bytes.AsSpan().LastIndexOf(BitConverter.GetBytes(64));
            BitConverter.GetBytes(65).CopyTo(bytes, place);
            return bytes;
        });

        var fault = SavedModel.Fault(Assert.Catch(() => SavedModel.Load(_ml, damaged)));

        Assert.That(fault.Message, Does.Contain("65 dimensions").And.Contain("64"));
    }

    private static TextEmbeddingEstimator Made(Action<TextEmbeddingEstimator.Options> change) => _ml.Transforms.Text.TextEmbedding(Fitted.Teacher, Embeddings.Options(change));
}
