using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Tests.Support;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Tests.Pretraining;

public class PretrainedTextTransformerTests
{
    private static readonly MLContext _ml = Fitted.Context;

    /// <summary>The mean over tokens of the states that the trainable model computes.</summary>
    [Test]
    public void Transform_ManyRows_GivesTheMeanOfTheLastStates()
    {
        var messages = Messages.Create(200, seed: 5);
        var vectors = Pretrained.Student.Transform(_ml.Data.LoadFromEnumerable(messages)).GetColumn<float[]>("Features").ToArray();

        var model = CompressedModelDecoder.Decode(Pretrained.Student.Model);
        for (var row = 0; row < messages.Count; row++)
        {
            Assert.That(vectors[row], Is.EqualTo(MeanOfStates(model, messages[row].Sentence1)).Within(1e-4), messages[row].Sentence1);
            Assert.That(Pretrained.Student.Encode(messages[row].Sentence1), Is.EqualTo(vectors[row]));
        }
    }

    [Test]
    public void Schema_Features_HaveAKnownSize()
    {
        var type = (VectorDataViewType)Pretrained.Student.Transform(Fitted.Test).Schema["Features"].Type;

        Assert.That((type.IsKnownSize, type.Size), Is.EqualTo((true, Small.Student.HiddenSize)));
    }

    [Test]
    public void Mapper_SingleRows_GivesTheSameVectors()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Message, Vector>(Pretrained.Student);

        foreach (var message in Messages.Create(5, seed: 6))
        {
            Assert.That(engine.Predict(message).Features, Is.EqualTo(Pretrained.Student.Encode(message.Sentence1)));
        }
    }

    [Test]
    public void Encode_MissingText_IsAnEmptyOne() => Assert.That(Pretrained.Student.Encode(null), Is.EqualTo(Pretrained.Student.Encode("")));

    [Test]
    public void Dispose_ThenUse_GivesTheSame()
    {
        var expected = Pretrained.Masked.Encode("I was charged twice");

        Pretrained.Masked.Dispose();

        Assert.That(Pretrained.Masked.Encode("I was charged twice"), Is.EqualTo(expected));
    }

    [Test]
    public void Encode_ManyThreads_GivesTheSame()
    {
        var texts = Messages.Create(64, seed: 9).Select(message => message.Sentence1).ToArray();
        var expected = texts.Select(Pretrained.Student.Encode).ToArray();

        var vectors = texts.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(Pretrained.Student.Encode).ToArray();

        Assert.That(vectors, Is.EqualTo(expected));
    }

    [Test]
    public void Load_FreshProcess_GivesTheSameVectors()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "model.zip");
        _ml.Model.Save(Pretrained.Student, Fitted.Test.Schema, file);
        string[] texts = ["I was charged twice", "", "the parcel never arrived"];

        Assert.That(OtherProcess.Lines(["encode", file, .. texts]), Is.EqualTo(texts.Select(text => ScoredRows.Bits(Pretrained.Student.Encode(text)))));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Load_SavedModel_KnowsWhetherItsHeadWasLearnt(bool learnt)
    {
        var model = learnt ? Pretrained.Masked : Pretrained.Student;

        var loaded = (PretrainedTextTransformer)SavedModel.RoundTrip(_ml, model, Fitted.Test.Schema);

        Assert.That(loaded.IsMaskedLanguageModel, Is.EqualTo(learnt));
        Assert.That(Pretrained.Bytes(loaded.Model), Is.EqualTo(Pretrained.Bytes(model.Model)));
    }

    [Test]
    public void Load_DamagedBlock_SaysSo()
    {
        var zip = SavedModel.Change(SavedModel.Save(_ml, Pretrained.Student, Fitted.Test.Schema), "Model.key", bytes => bytes[..^24]);

        Assert.That(() => SavedModel.Load(_ml, zip), Throws.Exception);
    }

    [Test]
    public void ExportCheckpoint_HeadThatWasLearnt_IsThere()
    {
        using var folder = new TemporaryFolder();
        Pretrained.Masked.ExportCheckpoint(folder.Path);

        Assert.That(Checkpoint.Load(folder.Path).Head, Is.EqualTo(HeadKind.MaskedLm));
    }

    [Test]
    public void ExportCheckpoint_HeadThatWasNot_IsLeftOut()
    {
        using var folder = new TemporaryFolder();
        Pretrained.Student.ExportCheckpoint(folder.Path);

        var checkpoint = Checkpoint.Load(folder.Path);
        Assert.That(checkpoint.Head, Is.EqualTo(HeadKind.None));
        Assert.That(checkpoint.Tensors.Keys, Has.None.Contains("cls.predictions"));
        Assert.That(checkpoint.UnusedTensors, Is.Empty);
    }

    private static float[] MeanOfStates(TextModel model, string text)
    {
        var batch = new TokenBatch();
        model.Tokenizer.AddTo(batch, text, model.MaxTokens);
        var tape = new Tape(new BufferPool(), new WorkerPool(1), training: false);
        var (last, _) = model.Encoder.Forward(tape, batch, DropoutRates.None, OutputNeeds.Nothing);
        var sums = new double[last.Columns];
        for (var token = 0; token < batch.TokenCount; token++)
        {
            for (var feature = 0; feature < sums.Length; feature++)
            {
                sums[feature] += last.Value.RowSpan(token)[feature];
            }
        }

        tape.Clear();
        return [.. sums.Select(sum => (float)(sum / batch.TokenCount))];
    }

    private sealed class Vector
    {
        public float[] Features { get; set; } = [];
    }
}
