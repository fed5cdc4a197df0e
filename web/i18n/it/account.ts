export default { title: "Prova", description: "Prova" };
