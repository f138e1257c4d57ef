using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Benchmarks.Steps;

/// <summary>Times whole fine-tuning steps: forward, backward, clipping and AdamW, with dropout 0.1.</summary>
internal static class StepBench
{
    /// <param name="test">The step.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="steps">How many; the median counts.</param>
    /// <param name="times">Where the operations' times go; null for nowhere.</param>
    public static StepCost Measure(TrainingCase test, int threads, int steps, OperationTimes? times = null)
    {
        var words = Enumerable.Range(0, test.Shape.VocabularySize - 5).Select(i => $"w{i}").ToArray();
        var tokenizer = new BertTokenizer(Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. words]));
        var model = TextModelFactory.CreateRandom(test.Shape, tokenizer, ["a", "b"], test.Tokens, seed: 1);
        var timer = new StepTimer();
        var plan = new TrainingPlan
        {
            Stage = "benchmark",
            Student = model,
            Source = new RowSource([new TextRows("texts", Data(test, tokenizer, words, steps))], new StepShape(test.Sequences)),
            Objective = new Objective([new WeightedTerm(new HardLabels(), 1)]),
            LearningRate = Schedule.Constant(1e-4),
            Epochs = 1,
            Dropout = new DropoutRates(0.1f, 0.1f),
            Callbacks = [timer],
        };
        var environment = new TrainingEnvironment(seed: 1, threads) { Times = times };
        BufferPool.Shared.ResetPeak();
        new TrainingLoop(plan, environment).Run();
        var weights = 3 * sizeof(float) * model.ParameterCount;
        return new StepCost(timer.MedianSeconds, weights + environment.Buffers.PeakBytesInUse + BufferPool.Shared.PeakBytesInUse, timer.ManagedBytes);
    }

    private static TextDataset Data(TrainingCase test, BertTokenizer tokenizer, string[] words, int steps)
    {
        var random = new Random(1);
        var data = new TextDataset(tokenizer, test.Tokens);
        for (var row = 0; row < test.Sequences * steps; row++)
        {
            var text = string.Join(' ', Enumerable.Range(0, test.Tokens - 2).Select(_ => words[random.Next(words.Length)]));
            data.Add(text.AsMemory(), pair: null, label: row % 2);
        }

        return data;
    }
}
