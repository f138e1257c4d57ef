namespace MLNet.Compression.Training.Resuming;

/// <summary>Where the state of a stage is kept, and how often it is written.</summary>
/// <param name="Folder">A folder for this stage alone.</param>
/// <param name="EverySteps">Optimizer steps between two writes; 0 for no limit.</param>
/// <param name="Every">Time between two writes.</param>
internal sealed record ResumeSettings(string Folder, int EverySteps, TimeSpan Every);
