namespace MLNet.Compression.Benchmarks.Chains;

/// <summary>A task as its runs share it.</summary>
/// <param name="Task">The task.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Teacher">The teacher.</param>
/// <param name="Score">The teacher's score.</param>
/// <param name="Bytes">What ML.NET saves of the teacher.</param>
/// <param name="Speed">Times students beside the teacher.</param>
internal sealed record ChainSubject(ChainTask Task, ChainRows Rows, TextModelTransformer Teacher, double Score, long Bytes, ChainSpeed Speed) : IDisposable
{
    public void Dispose()
    {
        Teacher.Dispose();
        Speed.Dispose();
    }
}
