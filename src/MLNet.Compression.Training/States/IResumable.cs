namespace MLNet.Compression.Training.States;

/// <summary>A part of a run that changes from step to step and cannot be computed again from the step's number.</summary>
internal interface IResumable
{
    /// <summary>Writes all that the part needs to go on as if it had never stopped.</summary>
    void Save(StateWriter writer);

    /// <summary>Takes on the state that <see cref="Save"/> of an equally built part wrote.</summary>
    /// <exception cref="ModelFileException">The state is that of a part of another build.</exception>
    void Load(StateReader reader);
}
