using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

/// <summary>Gives the rows of a table their nearest vectors a few times while both learn.</summary>
/// <param name="table">The raw rows.</param>
/// <param name="rows">Their codes and vectors.</param>
/// <param name="workers">The threads to use.</param>
internal sealed class CodeRenewal(Parameter table, ProductRows rows, WorkerPool workers) : IStepCallback
{
    private const int Renewals = 20;

    /// <inheritdoc/>
    public void BeforeStep(long step, long totalSteps)
    {
        if (step > 0 && step % Math.Max(1, totalSteps / Renewals) == 0)
        {
            rows.Renew(table, workers);
        }
    }
}
