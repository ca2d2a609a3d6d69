/** Another one each time; it is printed, so that what it found can be played again. */
export const pickSeed = () => Math.floor(Math.random() * 2 ** 31)
