namespace MLNet.Compression.Benchmarks.Chains;

/// <summary>One finished run of a chain.</summary>
/// <param name="Task">The task.</param>
/// <param name="Chain">The recipe and its size.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Rows">The most rows it learnt from; 0 for all.</param>
/// <param name="OnDev">Whether dev or test rows were measured; otherwise rows held out of the training set.</param>
/// <param name="Student">The student that was chosen.</param>
/// <param name="Score">Accuracy, or of numbers Pearson's correlation.</param>
/// <param name="TeacherScore">The teacher's.</param>
/// <param name="Loyalty">The share predicted as the teacher does, or of numbers the correlation with its.</param>
/// <param name="Bytes">What ML.NET saves.</param>
/// <param name="TeacherBytes">The same of the teacher.</param>
/// <param name="Tokens">Of the text that was timed, as the teacher splits it.</param>
/// <param name="Milliseconds">What it took, on one thread.</param>
/// <param name="TeacherMilliseconds">What the teacher took in ONNX Runtime, fp32, on one thread.</param>
/// <param name="Times">How many times as fast: the median of the rounds' ratios.</param>
/// <param name="Baseline">ML.NET's best linear trainer; null where there was none.</param>
/// <param name="BaselineScore">Its score.</param>
/// <param name="BaselineBytes">Its saved pipeline.</param>
/// <param name="Seconds">What the training took, without the teacher's.</param>
/// <param name="TeacherRows">The most rows that the teacher learnt from; 0 for all.</param>
internal sealed record ChainResult(
    string Task,
    string Chain,
    int Seed,
    int Rows,
    bool OnDev,
    string Student,
    double Score,
    double TeacherScore,
    double Loyalty,
    long Bytes,
    long TeacherBytes,
    int Tokens,
    double Milliseconds,
    double TeacherMilliseconds,
    double Times,
    string? Baseline,
    double? BaselineScore,
    long? BaselineBytes,
    double Seconds,
    int TeacherRows = 0);
