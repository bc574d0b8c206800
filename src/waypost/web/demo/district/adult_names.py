"""Given names of the adults in a student's family, by the community of names.COMMUNITIES (same order)."""

from __future__ import annotations


def _pairs(*texts: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    names = [tuple(text.split()) for text in texts]
    return tuple(zip(names[::2], names[1::2], strict=True))


#: (mothers, fathers) of each community.
ADULTS = _pairs(
    "Amy Angela Beth Carrie Christine Crystal Dawn Denise Heidi Holly Jennifer Jill Karen Kathryn Kelly Kristin "
    "Linda Lisa Melissa Michelle Nicole Pamela Rebecca Robin Sandra Shannon Stacy Stephanie Susan Tammy Tara "
    "Theresa Wendy",
    "Alan Brad Brian Chad Craig Curtis Dale Dean Derek Doug Eric Gary Glenn Greg Jason Jeffrey Keith Kevin Kurt "
    "Mark Michael Neil Patrick Paul Randy Richard Robert Ross Scott Stephen Steve Todd Travis William",
    "Angelique Charlene Cheryl Danielle Erica Felicia Gloria Jacqueline Janice Kimberly Lakeisha LaTonya Lorraine "
    "Monica Nicole Regina Rhonda Sabrina Sheila Tamika Tonya Valerie Vanessa Yolanda Yvette",
    "Anthony Bernard Calvin Carl Cedric Charles Clarence Darnell Darryl Dwayne Earl Frederick Harold Jerome "
    "Kenneth Lamont Leon Marvin Maurice Melvin Nathaniel Reginald Roderick Terrence Vernon Wendell",
    "Alicia Ana Araceli Blanca Cecilia Claudia Consuelo Delia Dolores Elvira Esther Gloria Graciela Irma Isabel "
    "Josefina Laura Leticia Lidia Lourdes Luz Margarita María Marta Norma Olga Patricia Raquel Reyna Rosario "
    "Silvia Susana Teresa",
    "Alberto Alfredo Antonio Armando Arturo Benito Domingo Efraín Enrique Ernesto Felipe Félix Francisco Gerardo "
    "Gilberto Gustavo Heriberto Humberto Ismael Jaime Julio Leopoldo Marco Mauricio Moisés Octavio Ramiro Roberto "
    "Rogelio Rubén Salvador Saúl Vicente Víctor",
    "Anh Bich Dung Hang Hoa Hong Huong Lan Loan Mai Nga Ngoc Nhung Phuong Thanh Thao Thuy Tuyet Xuan Yen",
    "Binh Chinh Cuong Dat Dinh Duc Hai Hau Hung Khanh Lam Loc Minh Nam Nghia Phuc Quan Son Tai Thang Trung Tuan Vinh",
    "Amran Asli Ayan Dahabo Faiza Fowzia Habibo Halima Hawa Kaltuun Khadija Lul Maryama Nimo Raho Safiya Saynab Shukri",
    "Abdikarim Abdullahi Adan Bashir Daud Garad Hassan Hirsi Jaamac Mahamud Nuur Rashid Said Sharif Suleiman Yonis",
    "Abeer Amal Fatima Ghada Hanan Inas Khadija Lamia Layla Maha Manal Mona Nada Rania Samira Sawsan Suha Wafa Zeinab",
    "Abdallah Adnan Ahmad Ali Ayman Basel Fadi Ghassan Haitham Hussam Imad Jamal Khaled Mahmoud Marwan Nabil "
    "Osama Ziad",
    "Bernadette Chantale Clairemene Elmire Fabienne Ghislaine Guerda Islande Jocelyne Lucienne Marie-Ange "
    "Mireille Nadine Paulette Rosemene Solange Yolette Yvrose",
    "Andre Antoine Bertrand Clovis Dieuseul Edner Fritz Gerard Jacques Jean-Robert Lionel Luckner Marcel Odilon "
    "Pierre Reginald Serge Wilner Yves",
    "Adriana Andréia Célia Cláudia Cristina Daniela Débora Elaine Fabiana Flávia Luciana Márcia Mônica Patrícia "
    "Regina Renata Rosana Sandra Simone Sônia Tereza Vera",
    "Alexandre André Cláudio Edson Evandro Fábio Flávio Geraldo Gilson Jorge Leandro Luís Marcelo Márcio Marcos "
    "Maurício Paulo Renato Ricardo Rogério Sérgio Wagner",
    "Aida Amelia Arlene Carmela Corazon Cristina Divina Editha Elvira Fe Gemma Imelda Jocelyn Josefina Leonora "
    "Lourdes Luzviminda Maribel Nenita Remedios Rosalinda Teresita",
    "Alberto Arnel Arturo Benigno Carlito Danilo Edgardo Eduardo Ernesto Ferdinand Jaime Leandro Nestor Noel "
    "Ramon Renato Reynaldo Rodel Rogelio Romeo Teodoro Virgilio",
    "Anita Anjali Bhavna Eun-ji Geeta Hye-jin Jing Kavita Lakshmi Li Mei-ling Meena Min-ji Nisha Padma Rekha "
    "Sangeeta Sunita Usha Wen Xiu Yan Yoko Yuki",
    "Anand Ashok Cheng Deepak Dong-hyun Ganesh Hiroshi Jin-woo Jun Kenji Manoj Ming Mohan Naveen Prakash Rajesh "
    "Ramesh Sang-hoon Suresh Sung-min Takeshi Venkat Vijay Wei Yong",
    "Dawn Ida Lorna Marlene Nadine Rosalie Sheila Thelma Verna Wilma Yvonne",
    "Allen Darrell Elmer Ernest Floyd Gilbert Leland Leroy Norman Russell Virgil",
)
