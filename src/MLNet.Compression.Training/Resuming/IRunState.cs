using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Resuming;

/// <summary>A run as far as keeping and resuming it goes.</summary>
internal interface IRunState : IResumable
{
    /// <summary>The stage's name.</summary>
    string Stage { get; }

    /// <summary>Steps done.</summary>
    long Step { get; }

    /// <summary>Steps of the stage.</summary>
    long TotalSteps { get; }

    /// <summary>Whether the model is as the stage leaves it.</summary>
    bool IsFinished { get; }

    /// <summary>Whether the loss is where it may be.</summary>
    bool IsHealthy { get; }

    /// <summary>How often the run went back to a lower learning rate.</summary>
    int Retries { get; set; }

    /// <summary>The share of the planned learning rate that is left.</summary>
    double RateFactor { get; }
}
