namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>How a task's model is trained; all else is the library's defaults.</summary>
/// <param name="Checkpoint">The pretrained model's folder.</param>
/// <param name="Epochs">Passes over the training rows.</param>
/// <param name="LearningRate">The peak learning rate.</param>
/// <param name="DenseEmbeddings">Whether AdamW moves every embedding row in every step, as PyTorch's does.</param>
/// <param name="Threads">Threads; 0 for all.</param>
/// <param name="Export">The folder that the trained model is exported to; null for none.</param>
/// <param name="Progress">Told of each step.</param>
/// <param name="Stop">Ends the training.</param>
internal sealed record FineTuningSettings(string Checkpoint, int Epochs, double LearningRate, bool DenseEmbeddings, int Threads, string? Export, IProgress<TrainingProgress> Progress, CancellationToken Stop)
{
    /// <summary>Writes a trained model where the settings ask for it.</summary>
    public void ExportModel(TextModelTransformer model)
    {
        if (Export is not null)
        {
            model.ExportCheckpoint(Export, overwrite: true);
        }
    }
}
