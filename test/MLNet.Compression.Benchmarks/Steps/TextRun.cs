using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Benchmarks.Steps;

/// <summary>Speed of training on real texts of all lengths, in shuffled batches of 32, with AdamW, clipping and dropout 0.1.</summary>
/// <param name="texts">The texts.</param>
/// <param name="checkpoint">The pretrained model; the teacher of a distillation.</param>
internal sealed class TextRun(IReadOnlyList<string> texts, DirectoryInfo checkpoint)
{
    private const int BatchSize = 32;
    private const int MaxTokens = 128;
    private const int WarmUpSteps = 8;

    private readonly BertTokenizer _tokenizer = BertTokenizer.Load(checkpoint.FullName);
    private readonly Checkpoint _weights = Checkpoint.Load(checkpoint.FullName);

    /// <summary>Multiply-adds of the encoder's linear layers for each token, forward and backward, two operations each.</summary>
    public double FineTuningFlops => 6 * TrainingCase.LinearWeights(_weights.Shape);

    /// <summary>The same of the student, and the teacher's forward pass.</summary>
    public double DistillationFlops => (6 * TrainingCase.LinearWeights(TrainingCase.TinyBert4)) + (2 * TrainingCase.LinearWeights(_weights.Shape));

    /// <returns>Real tokens a second.</returns>
    public double FineTune(int threads, int steps) => Measure(threads, steps, (data, environment) =>
        FineTuning.Run(Pretrained(), data, new FineTuningOptions { Epochs = 1 }, environment));

    /// <summary>Into 4 layers of 312 with TinyBERT's terms: attention scores, hidden states, embeddings, predictions.</summary>
    /// <returns>Real tokens a second.</returns>
    public double Distil(int threads, int steps) => Measure(threads, steps, (data, environment) =>
    {
        var student = TextModelFactory.CreateRandom(TrainingCase.TinyBert4, _tokenizer, ["0", "1"], MaxTokens, seed: 1);
        Distillation.Run(Pretrained(), student, data, new DistillationOptions { Epochs = 1 }, environment);
    });

    private double Measure(int threads, int steps, Action<TextDataset, TrainingEnvironment> train)
    {
        train(Data(WarmUpSteps), new TrainingEnvironment(seed: 1, threads));
        var last = new LastReport();
        train(Data(steps), new TrainingEnvironment(seed: 1, threads, last));
        return last.TokensPerSecond;
    }

    private TextModel Pretrained() => TextModelFactory.Create(_weights, _tokenizer, ["0", "1"], MaxTokens, seed: 1);

    private TextDataset Data(int steps)
    {
        var data = new TextDataset(_tokenizer, MaxTokens);
        var random = new Random(1);
        for (var row = 0; row < steps * BatchSize; row++)
        {
            data.Add(texts[random.Next(texts.Count)].AsMemory(), pair: null, label: row % 2);
        }

        return data;
    }

    private sealed class LastReport : IProgress<TrainingProgress>
    {
        public double TokensPerSecond { get; private set; }

        public void Report(TrainingProgress value) => TokensPerSecond = value.TokensPerSecond;
    }
}
