using System.Diagnostics;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>The fresh process that <see cref="LoadBench"/> starts: loads a model, predicts twice, writes a line of <see cref="LoadTimes"/>.</summary>
/// <remarks>Comes before the command line is read, so that nothing but the library is loaded and compiled.</remarks>
internal static class LoadProcess
{
    /// <summary>The argument that asks for it; the model's file and the text follow.</summary>
    public const string Verb = "load-in-this-process";

    /// <param name="main">When Main was reached.</param>
    /// <param name="file">The model.</param>
    /// <param name="text">What is scored.</param>
    public static int Run(long main, string file, string text)
    {
        var entered = Stopwatch.GetTimestamp();
        var (managed, resident) = (GC.GetTotalMemory(false), Environment.WorkingSet);
        var asking = Stopwatch.GetTimestamp() - entered;
        var model = CompressedModel.Load(file, KernelWarmUp.Follow);
        var read = Stopwatch.GetTimestamp();
        using var classifier = new TextClassifier(model);
        var built = Stopwatch.GetTimestamp();
        var scores = new float[classifier.LabelCount];
        classifier.Score(text, scores);
        var first = Stopwatch.GetTimestamp();
        classifier.Score(text, scores);
        var second = Stopwatch.GetTimestamp();
        var times = new LoadTimes(
            Milliseconds(main + asking, read),
            Milliseconds(read, built),
            Milliseconds(built, first),
            Milliseconds(first, second),
            GC.GetTotalMemory(true) - managed,
            NativeBytes.Held,
            Environment.WorkingSet - resident);
        GC.KeepAlive(model);
        Console.WriteLine(times.ToLine());
        return 0;
    }

    private static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
}
