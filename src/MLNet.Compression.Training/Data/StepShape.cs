namespace MLNet.Compression.Training.Data;

/// <summary>How the rows of an optimizer step pass the model.</summary>
/// <param name="BatchSize">Rows a forward pass.</param>
/// <param name="AccumulationSteps">Forward passes a step.</param>
internal readonly record struct StepShape(int BatchSize, int AccumulationSteps = 1)
{
    public int RowsPerStep => BatchSize * AccumulationSteps;
}
