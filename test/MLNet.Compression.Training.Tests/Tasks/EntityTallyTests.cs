using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Tasks;

public class EntityTallyTests
{
    private static readonly string[] _tags = ["O", "B-X", "I-X"];

    [Test]
    public void Measure_TaggedTokens_IsF1OfTheirEntities()
    {
        var (model, data) = (Create(_tags), Data());
        var (predicted, gold) = (new List<string[]>(), new List<string[]>());
        var logits = model.Forward(Passes.Inference(), TinyModels.Batch(data), DropoutRates.None, OutputNeeds.OnlyLogits).Logits!;
        for (int row = 0, token = 0; row < data.Count; token += data.LengthOf(row++))
        {
            var labels = data.TokenLabelsOf(row).ToArray().Index().Where(label => label.Item != TokenTargets.None).ToArray();
            gold.Add([.. labels.Select(label => _tags[label.Item])]);
            predicted.Add([.. labels.Select(label => _tags[Largest(logits.Value.RowSpan(token + label.Index))])]);
        }

        var expected = new EntityF1().Evaluate(new EntityPredictions(predicted, gold));

        Assert.That(expected, Is.InRange(0.01, 0.99), "otherwise the test says little");
        Assert.That(Measure(model, data).Score, Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Measure_NoTagOfNothing_IsTheShareOfTokens()
    {
        var (entities, plain) = (Measure(Create(_tags), Data()), Measure(Create(["A", "B-X", "I-X"]), Data()));

        Assert.That(plain.Score, Is.Not.EqualTo(entities.Score));
        Assert.That(plain.Loss, Is.EqualTo(entities.Loss));
    }

    private static ValidationScore Measure(TextModel model, TextDataset data) => new Validation(new ValidationData(data), model, new TrainingEnvironment(1)).Evaluate();

    private static TextModel Create(string[] tags) => TextModelFactory.CreateRandom(TinyModels.Shape, TinyModels.Tokenizer, tags, TinyModels.MaxTokens, seed: 3, HeadKind.Token);

    private static TextDataset Data()
    {
        var (random, data) = (new Random(1), new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens));
        for (var row = 0; row < 80; row++)
        {
            int[] pieces = [2, .. Enumerable.Range(0, random.Next(1, 7)).Select(_ => 5 + random.Next(8)), 3];
            data.Add(pieces, new int[pieces.Length], [.. pieces.Select((_, i) => i == 0 || i == pieces.Length - 1 || row % 9 == 8 ? TokenTargets.None : random.Next(4) is var tag && tag < 3 ? tag : TokenTargets.None)]);
        }

        return data;
    }

    private static int Largest(ReadOnlySpan<float> row) => row[0] >= row[1] && row[0] >= row[2] ? 0 : row[1] >= row[2] ? 1 : 2;
}
